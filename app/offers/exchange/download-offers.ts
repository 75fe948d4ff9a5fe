/**
 * Saves the shop's offers as a file of the browser's own. It is asked for by script, since only App Bridge's
 * fetch carries the session token.
 * @throws when the server does not answer
 */
export async function downloadOffers(): Promise<void> {
  const response = await fetch("/app/offers/export");
  if (!response.ok) throw new Error(`The export failed (${response.status}). Try again.`);
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
