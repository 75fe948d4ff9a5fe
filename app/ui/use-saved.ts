import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";

import { FIX_FIELDS } from "./refusal-in-short.ts";
import { useEachAnswer } from "./use-each-answer.ts";

/** What a save of rules answers. */
export type SavedAnswer =
  { readonly ok: true } | { readonly ok: false; readonly field: string; readonly message: string };

/** Saves rules, says what came of it, and knows what is wrong at which field. */
export function useSaved() {
  const shopify = useAppBridge();
  const fetcher = useFetcher<SavedAnswer>();
  const answer = fetcher.data;
  useEachAnswer(answer, ({ ok }) => {
    if (ok) shopify.toast.show("Saved");
    else shopify.toast.show(FIX_FIELDS, { isError: true });
  });
  const errorAt = (field: string) =>
    answer && !answer.ok && answer.field === field ? answer.message : undefined;
  return { fetcher, errorAt };
}
