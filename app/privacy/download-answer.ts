import { saveFile } from "../offers/exchange/download-offers.ts";
import { readServer } from "../ui/ask-server.ts";

/**
 * Saves what is kept of a customer as a file of the browser's own. It is asked for by script, since only App Bridge's fetch
 * carries the session token.
 * @throws {UnansweredError} in words for the merchant
 */
export async function downloadAnswer(id: string, fileName: string): Promise<void> {
  const response = await readServer(`/app/privacy/${id}`);
  saveFile(await response.blob(), fileName);
}
