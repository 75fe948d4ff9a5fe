import { json } from "@remix-run/node";
import type { ActionFunctionArgs } from "@remix-run/node";

import { mailEventSchema, noteMailEvent } from "../follow-ups/mail-events.server.ts";
import { now } from "../platform/clock.server.ts";
import { getConfig } from "../platform/config.server.ts";
import { noteKnownSender } from "../platform/known-sender.server.ts";
import { isBearer } from "../platform/same-secret.server.ts";
import { getServices } from "../platform/services.server.ts";
import { readJson } from "../platform/read-request.server.ts";

/** Where the mail provider tells of mails that came back, and of complaints. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { MAIL_EVENTS_KEY } = getConfig();
  if (!MAIL_EVENTS_KEY || !isBearer(request.headers.get("Authorization"), MAIL_EVENTS_KEY))
    return refuse(401, "Authorization", "Send “Bearer ” and what MAIL_EVENTS_KEY is.");
  noteKnownSender(context);
  const parsed = mailEventSchema.safeParse(await readJson(request));
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!;
    return refuse(400, path.join("."), message);
  }
  const { database } = await getServices();
  const isOurs = await noteMailEvent(database.prisma, parsed.data, now());
  return isOurs ? json({ ok: true }) : refuse(404, "messageId", "This is no mail of ours.");
}

function refuse(status: number, field: string, message: string) {
  return json({ ok: false, field, message }, { status });
}
