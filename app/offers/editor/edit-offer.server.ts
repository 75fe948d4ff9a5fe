import { z } from "zod";

import type { Jobs } from "../../platform/jobs.server.ts";
import { changeStatus, duplicateOffer, saveOffer } from "../save-offer.server.ts";
import type { OfferContext, SaveOutcome } from "../save-offer.server.ts";

const statusSchema = z.enum(["draft", "active", "paused", "archived"]);

export const editSchema = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("save"),
    version: z.number().int(),
    draft: z.unknown(),
    status: statusSchema,
  }),
  z.object({ intent: z.literal("status"), version: z.number().int(), status: statusSchema }),
  z.object({ intent: z.literal("duplicate") }),
]);

/** Does what the editor asks for, and has it published. */
export async function editOffer(
  context: OfferContext & { jobs: Jobs },
  id: string,
  edit: z.infer<typeof editSchema>,
): Promise<SaveOutcome> {
  // The page goes to the copy by itself: React Router drops a redirect of ours when the page has begun to
  // read its data again in the meantime, as it does each second while publishing is under way.
  if (edit.intent === "duplicate") return duplicateOffer(context, id);
  const outcome =
    edit.intent === "save"
      ? await saveOffer(context, {
          id: id === "new" ? null : id,
          version: edit.version,
          draft: edit.draft,
          status: edit.status,
        })
      : await changeStatus(context, id, edit.version, edit.status);
  if (outcome.ok) await context.jobs.ask("publish", { shop: context.shop });
  return outcome;
}
