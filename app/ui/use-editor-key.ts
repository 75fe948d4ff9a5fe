import { useLocation } from "@remix-run/react";

/**
 * What React knows an editor by. The editor of something new goes on as that of what it created: it hands its key on in
 * the state of the location, so that nothing is lost that was typed meanwhile.
 * @param own of what is edited
 */
export function useEditorKey(own: string): string {
  const state: unknown = useLocation().state;
  return hasEditorKey(state) ? state.editorKey : own;
}

function hasEditorKey(state: unknown): state is { editorKey: string } {
  return typeof state === "object" && state !== null && "editorKey" in state;
}
