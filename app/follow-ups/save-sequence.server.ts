import type { PrismaClient } from "@prisma/client";
import { z } from "zod";

import { SEQUENCE_STATUSES } from "../../core/follow-ups/sequence.ts";
import { sequenceSchema } from "../../core/follow-ups/sequence-schema.ts";
import { getMailer } from "../mail/mailer.server.ts";
import { NO_MAIL_SERVER } from "./preview-mail.server.ts";
import { findFollowUpRules } from "./rules-store.server.ts";
import { saveSequence } from "./sequence-store.server.ts";
import type { StoredSequence } from "./sequence-store.server.ts";

export const saveRequestSchema = z.object({
  version: z.number().int().min(0),
  status: z.enum(SEQUENCE_STATUSES),
  draft: z.unknown(),
});

export type SequenceOutcome =
  | { readonly ok: true; readonly sequence: StoredSequence }
  | {
      readonly ok: false;
      /** By field: "pulse.copy.subject"; the empty one is of the whole. */
      readonly issues: readonly { readonly field: string; readonly message: string }[];
    };

/** Parses and stores a sequence: whole, or not at all, with every issue at its field. */
export async function saveSequenceDraft(
  prisma: PrismaClient,
  shop: string,
  id: string | null,
  { version, status, draft }: z.infer<typeof saveRequestSchema>,
  now: Date,
): Promise<SequenceOutcome> {
  const parsed = sequenceSchema.safeParse(draft);
  if (!parsed.success)
    return {
      ok: false,
      issues: parsed.error.issues.map((issue) => ({
        field: issue.path.join("."),
        message: issue.message,
      })),
    };
  const hindrance = status === "active" ? await whyNotActive(prisma, shop) : null;
  if (hindrance !== null) return { ok: false, issues: [{ field: "", message: hindrance }] };
  const content = parsed.data;
  const sequence = await saveSequence(prisma, shop, id, version, { content, status }, now);
  return sequence
    ? { ok: true, sequence }
    : {
        ok: false,
        issues: [
          {
            field: "",
            message: "Someone else changed this sequence. Load it again, then make your changes.",
          },
        ],
      };
}

async function whyNotActive(prisma: PrismaClient, shop: string): Promise<string | null> {
  if (!getMailer()) return NO_MAIL_SERVER;
  const { postalAddress } = await findFollowUpRules(prisma, shop);
  return postalAddress === ""
    ? "Enter your postal address under “How mail is sent” first: the law of many countries wants it in every mail."
    : null;
}
