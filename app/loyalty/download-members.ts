import { saveFile } from "../offers/exchange/download-offers.ts";
import { readServer } from "../ui/ask-server.ts";
import type { MembersPart } from "./export-members.server.ts";

/**
 * Saves all members as a file of the browser's own, part by part.
 * @throws {UnansweredError} in words for the merchant
 */
export async function downloadMembers(): Promise<void> {
  const parts: string[] = [];
  let after: string | null = "";
  while (after !== null) {
    const query = new URLSearchParams({ after });
    const response = await readServer(`/app/loyalty/members/export?${query.toString()}`);
    const part = (await response.json()) as MembersPart;
    parts.push(part.csv);
    after = part.next;
  }
  saveFile(new Blob(parts, { type: "text/csv" }), "members.csv");
}
