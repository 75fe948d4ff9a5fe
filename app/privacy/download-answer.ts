import { saveFile } from "../offers/exchange/download-offers.ts";

/**
 * Saves what is kept of a customer as a file of the browser's own. It is asked for by script, since only App Bridge's fetch
 * carries the session token.
 * @throws in words for the merchant, when the server does not answer
 */
export async function downloadAnswer(id: string, fileName: string): Promise<void> {
  const response = await fetch(`/app/privacy/${id}`);
  if (!response.ok) throw new Error("Couldn’t download the data. Reload the page.");
  saveFile(await response.blob(), fileName);
}
