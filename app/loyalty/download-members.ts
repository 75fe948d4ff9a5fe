import { saveFile } from "../offers/exchange/download-offers.ts";
import type { MembersPart } from "./export-members.server.ts";

/**
 * Saves all members as a file of the browser's own, part by part.
 * @throws when the server does not answer
 */
export async function downloadMembers(): Promise<void> {
  const parts: string[] = [];
  let after: string | null = "";
  while (after !== null) {
    const query = new URLSearchParams({ after });
    const response = await fetch(`/app/loyalty/members/export?${query.toString()}`);
    if (!response.ok) throw new Error(`The export failed (${response.status}). Try again.`);
    const part = (await response.json()) as MembersPart;
    parts.push(part.csv);
    after = part.next;
  }
  saveFile(new Blob(parts, { type: "text/csv" }), "members.csv");
}
