import { Readable } from "node:stream";

import { createTransport } from "nodemailer";

import { cleanText } from "../../core/text/clean-text.ts";
import { getConfig } from "../platform/config.server.ts";
import { TimeLimitError, withinLimit } from "../platform/time-limit.server.ts";
import { troubles } from "../platform/troubles.server.ts";

/** How long a mail server is waited for, in milliseconds. */
export interface MailLimits {
  /** For a connection, and for the server's greeting. */
  readonly connect: number;
  /** For any sign of life. */
  readonly silence: number;
  /** For a mail as a whole, however lively a server is that never comes to an end. */
  readonly send: number;
}

/** Well below the time for which a send is claimed. */
export const MAIL_LIMITS: MailLimits = { connect: 10_000, silence: 30_000, send: 120_000 };
const CONNECTIONS = 4;

export interface OutgoingMail {
  /** Without angle brackets. */
  readonly messageId: string;
  readonly senderName: string;
  readonly to: string;
  readonly replyTo: string | null;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What became of a mail that was handed over. */
export type Handover =
  | { readonly kind: "taken" }
  /** It was surely not taken, and may be later. */
  | { readonly kind: "later"; readonly why: string }
  /** It was surely not taken, and never will be. */
  | { readonly kind: "refused"; readonly isAddress: boolean; readonly why: string }
  /** The line broke when it may have been taken already. */
  | { readonly kind: "uncertain"; readonly why: string };

export interface Mailer {
  /** The address that mails come from. */
  readonly from: string;
  /** Its domain. */
  readonly domain: string;
  send(mail: OutgoingMail): Promise<Handover>;
  close(): void;
}

let mailer: Mailer | null | undefined;

/** The mailer of this process; null where no mail server is configured. */
export function getMailer(): Mailer | null {
  const { SMTP_URL, MAIL_FROM } = getConfig();
  mailer ??= SMTP_URL && MAIL_FROM ? createMailer(SMTP_URL, MAIL_FROM) : null;
  return mailer;
}

/**
 * @param url smtp://… or smtps://…, with user and password where the server wants them
 */
export function createMailer(url: string, from: string, limits = MAIL_LIMITS): Mailer {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: CONNECTIONS,
    connectionTimeout: limits.connect,
    greetingTimeout: limits.connect,
    socketTimeout: limits.silence,
    // A mail whose connection broke may have been taken: nodemailer itself would send it again.
    maxRequeues: 0,
    // Nothing of a mail is ever read from a file or fetched.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  // Mails of which the server has asked for the content. Before, it cannot have taken them.
  const begun = new Set<string>();
  transport.use("stream", ({ message }, done) => {
    const content = message.createReadStream.bind(message);
    message.createReadStream = () => Readable.from(onceAsked(message.messageId(), content));
    done();
  });
  async function* onceAsked(id: string, content: () => Readable): AsyncGenerator<Buffer> {
    begun.add(id);
    for await (const chunk of content()) yield chunk as Buffer;
  }
  return {
    from,
    domain: from.slice(from.lastIndexOf("@") + 1),
    async send({ messageId, senderName, to, replyTo, subject, html, text, headers }) {
      try {
        const mail = {
          messageId: `<${messageId}>`,
          from: { name: senderName, address: from },
          to: { name: "", address: to },
          ...(replyTo !== null && { replyTo: { name: "", address: replyTo } }),
          subject,
          html,
          text,
          headers,
        };
        await withinLimit(limits.send, () => transport.sendMail(mail));
        return told({ kind: "taken" });
      } catch (failure) {
        // The line is open still, and the server may take it yet.
        if (failure instanceof TimeLimitError)
          return told({ kind: "uncertain", why: failure.message });
        return told(judge(failure, begun.has(`<${messageId}>`)));
      } finally {
        begun.delete(`<${messageId}>`);
      }
    },
    close: () => transport.close(),
  };
}

/** Has those who run Tandem hear of a mail server that takes nothing. What it refuses for good, it has answered. */
function told(handover: Handover): Handover {
  if (handover.kind === "taken" || handover.kind === "refused") troubles.end("mail");
  else troubles.note("mail", `The mail server takes no mail: ${handover.why}`);
  return handover;
}

/** What nodemailer tells of a failure (nodemailer.com, "Error codes"). */
interface SmtpFailure extends Error {
  readonly command?: string;
  readonly responseCode?: number;
}

const PERMANENT_FROM = 500;

/**
 * What a failure means for the mail. A server's refusal of the address, or of the content, is final. One of the sender or of the
 * password is ours to mend, and the mail waits for it.
 * @param hasBegun whether the server had asked for the content
 */
function judge(failure: unknown, hasBegun: boolean): Handover {
  if (!(failure instanceof Error)) throw failure;
  const { command = "", responseCode, message } = failure as SmtpFailure;
  // It is kept and logged, and servers repeat the address in it.
  const why = cleanText(message).replaceAll(/[^\s<>"']+@[^\s<>"']+/g, "…");
  if (responseCode === undefined) return { kind: hasBegun ? "uncertain" : "later", why };
  const isFinal = responseCode >= PERMANENT_FROM && (hasBegun || command === "RCPT TO");
  return isFinal ? { kind: "refused", isAddress: !hasBegun, why } : { kind: "later", why };
}
