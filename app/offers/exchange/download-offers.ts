import { readServer } from "../../ui/ask-server.ts";

/**
 * Saves the shop's offers as a file of the browser's own. It is asked for by script, since only App Bridge's
 * fetch carries the session token.
 * @throws {UnansweredError} in words for the merchant
 */
export async function downloadOffers(): Promise<void> {
  const response = await readServer("/app/offers/export");
  saveFile(await response.blob(), "offers.csv");
}

/** Has the browser save what it holds under a name. */
export function saveFile(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
