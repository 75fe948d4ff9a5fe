import { useFetcher } from "@remix-run/react";
import { useEffect } from "react";

/** How long typing has to pause before the server is asked. */
const PAUSE_MILLISECONDS = 350;

/**
 * What the server answers to a question that follows what is typed; undefined until it first does.
 * @param action path of the route that answers
 * @param question anything that JSON can carry
 */
export function useAnswer<Answer>(action: string, question: object) {
  const { submit, data } = useFetcher<Answer>();
  const body = JSON.stringify(question);
  useEffect(() => {
    const ask = () =>
      submit(JSON.parse(body), { method: "post", action, encType: "application/json" });
    const timer = setTimeout(ask, PAUSE_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [action, body, submit]);
  return data;
}
