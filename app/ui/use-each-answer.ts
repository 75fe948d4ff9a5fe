import { useEffect, useRef } from "react";

/** Does something once for each answer of the server's, however often the page is drawn. */
export function useEachAnswer<Answer>(
  answer: Answer | undefined,
  handle: (answer: Answer) => void,
): void {
  const handled = useRef<Answer>();
  useEffect(() => {
    if (!answer || answer === handled.current) return;
    handled.current = answer;
    handle(answer);
  });
}
