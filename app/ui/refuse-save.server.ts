import { json } from "@remix-run/node";
import type { z } from "zod";

import type { SavedAnswer } from "./use-saved.ts";

/** What is wrong with rules that were sent, at the first field that is. */
export function refuseSave(error: z.ZodError) {
  const { path, message } = error.issues[0]!;
  return json<SavedAnswer>({ ok: false, field: path.join("."), message }, { status: 400 });
}
