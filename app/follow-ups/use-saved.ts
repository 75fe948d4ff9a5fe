import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useRef } from "react";

/** What a save of rules answers. */
export type SavedAnswer =
  { readonly ok: true } | { readonly ok: false; readonly field: string; readonly message: string };

/** Saves rules, says what came of it, and knows what is wrong at which field. */
export function useSaved() {
  const shopify = useAppBridge();
  const fetcher = useFetcher<SavedAnswer>();
  const answered = useRef<SavedAnswer>();
  const answer = fetcher.data;
  useEffect(() => {
    // Once for each answer.
    if (!answer || answer === answered.current) return;
    answered.current = answer;
    if (answer.ok) shopify.toast.show("Saved");
    else shopify.toast.show("Not saved: see what is marked", { isError: true });
  }, [answer, shopify]);
  const errorAt = (field: string) =>
    answer && !answer.ok && answer.field === field ? answer.message : undefined;
  return { fetcher, errorAt };
}
