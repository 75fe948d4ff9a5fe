import { useEffect, useState } from "react";

import { askServer, UnansweredError } from "../../ui/ask-server.ts";

/** How long typing has to pause before the server is asked. */
const PAUSE_MILLISECONDS = 350;

export interface AnswerState<Answer> {
  /** What the server said last; undefined until it first does. */
  readonly answer: Answer | undefined;
  /** Why the last question got none, in a sentence; what `answer` says is then of an earlier one. */
  readonly failure: string | null;
}

/**
 * What the server answers to a question that follows what is typed. It is asked by `fetch`, which App
 * Bridge signs, and not by a fetcher of React Router: there, a question that ends while the page is
 * reading its data again after a save cancels that reading.
 * @param action path of the route that answers
 * @param question anything that JSON can carry
 */
export function useAnswer<Answer>(action: string, question: object): AnswerState<Answer> {
  const [state, setState] = useState<AnswerState<Answer>>({
    answer: undefined,
    failure: null,
  });
  const body = JSON.stringify(question);
  useEffect(() => {
    const request = new AbortController();
    const ask = async () => {
      try {
        const answer = await askServer<Answer>(action, body, request.signal);
        setState({ answer, failure: null });
      } catch (failure) {
        if (request.signal.aborted) return;
        if (!(failure instanceof UnansweredError)) throw failure;
        setState((before) => ({ ...before, failure: failure.message }));
      }
    };
    const timer = setTimeout(() => void ask(), PAUSE_MILLISECONDS);
    return () => {
      clearTimeout(timer);
      request.abort();
    };
  }, [action, body]);
  return state;
}
