import { randomUUID } from "node:crypto";
import type { Readable } from "node:stream";

import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

import type { Store } from "../state/store.ts";

/** Addresses that begin like this do not exist. */
const BOUNCING = /^bounce/i;

/** Takes the mail that apps send, as a mail server does, into the mailbox. Nothing leaves the machine. */
export function createSmtpServer(store: Store, now: () => Date): SMTPServer {
  return new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    logger: false,
    onConnect(_session, callback) {
      if (store.shop.faults.isMailServerDown)
        return callback(refusal(421, "The mail server is down."));
      callback();
    },
    onRcptTo({ address }, _session, callback) {
      if (BOUNCING.test(address)) return callback(refusal(550, "5.1.1 There is no such address."));
      callback();
    },
    onData(stream, _session, callback) {
      take(store, stream, now()).then(
        () => callback(),
        (failure: Error) => callback(failure),
      );
    },
  });
}

async function take(store: Store, stream: Readable, at: Date): Promise<void> {
  const mail = await simpleParser(stream, { skipImageLinks: true, skipTextLinks: true });
  const addresses = (list: typeof mail.to) =>
    [list ?? []]
      .flat()
      .map((one) => one.text)
      .join(", ");
  store.mails.put({
    id: randomUUID(),
    from: mail.from?.text ?? "",
    to: addresses(mail.to),
    replyTo: mail.replyTo?.text ?? "",
    subject: mail.subject ?? "",
    html: mail.html || "",
    text: mail.text ?? "",
    headers: Object.fromEntries(mail.headerLines.map(({ key, line }) => [key, unfold(line)])),
    sentAt: at.toISOString(),
  });
}

/** What stands behind a header's name, in one line. */
function unfold(line: string): string {
  return line
    .slice(line.indexOf(":") + 1)
    .replaceAll(/\r?\n\s+/g, " ")
    .trim();
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
