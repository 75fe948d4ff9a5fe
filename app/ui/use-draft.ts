import { useAppBridge } from "@shopify/app-bridge-react";
import { useCallback, useEffect, useRef, useState } from "react";

/** What is typed in an editor, beside what is stored; the save bar is there while they differ. */
export interface EditedDraft<Draft> {
  /** What the edit began from. */
  readonly stored: Draft;
  readonly draft: Draft;
  readonly isDirty: boolean;
  readonly change: (next: (before: Draft) => Draft) => void;
  readonly discard: () => void;
  /** Takes over what is stored now, in place of what is typed. */
  readonly reset: (stored: Draft) => void;
  /** Notes that the draft is sent as it is. */
  readonly markSent: () => void;
  /** Takes over what came of the draft that was sent; what was typed since then stays. */
  readonly keep: (saved: Draft) => void;
}

/**
 * Holds the draft of an editor.
 * @param saveBar id of the page's save bar
 * @param loaded what is stored when the editor opens
 */
export function useDraft<Draft>(saveBar: string, loaded: Draft): EditedDraft<Draft> {
  const shopify = useAppBridge();
  const [stored, setStored] = useState(loaded);
  const [draft, setDraft] = useState(loaded);
  const sent = useRef("");
  const isDirty = JSON.stringify(draft) !== JSON.stringify(stored);
  useEffect(() => {
    if (isDirty) void shopify.saveBar.show(saveBar);
    else void shopify.saveBar.hide(saveBar);
  }, [isDirty, saveBar, shopify]);
  const keep = useCallback((saved: Draft) => {
    setStored(saved);
    setDraft((current) => (JSON.stringify(current) === sent.current ? saved : current));
  }, []);
  return {
    stored,
    draft,
    isDirty,
    keep,
    change: setDraft as EditedDraft<Draft>["change"],
    discard: () => setDraft(stored),
    reset: (next) => {
      setStored(next);
      setDraft(next);
    },
    markSent: () => {
      sent.current = JSON.stringify(draft);
    },
  };
}
