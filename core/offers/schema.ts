import { z } from "zod";

import { EVERYONE } from "../audience/audience.ts";
import { audienceSchema } from "../audience/schema.ts";
import { buyXGetYSchema } from "./buy-x-get-y/schema.ts";
import { cartRewardSchema } from "./cart-reward/schema.ts";
import { complementsSchema } from "./complements/schema.ts";
import { fixedBundleSchema } from "./fixed-bundle/schema.ts";
import type { OfferIssue } from "./issue.ts";
import { error } from "./issue.ts";
import { mixAndMatchSchema } from "./mix-and-match/schema.ts";
import { isPriced, surfacesOf } from "./kind-traits.ts";
import { COPY_LOCALES } from "./locales.ts";
import { SURFACES } from "./offer.ts";
import type { AnyOfferContent } from "./offer.ts";
import { plainText } from "./plain-text.ts";
import { quantityBreakSchema } from "./quantity-break/schema.ts";
import { upgradePathSchema } from "./upgrade-path/schema.ts";

/** Shown in the cart beside a price, so it has to be short. */
const MAX_TITLE_LENGTH = 60;
const MAX_BENEFIT_LENGTH = 140;
const copySchema = z.object({
  title: plainText("a title", MAX_TITLE_LENGTH).min(1, "Enter the title that shoppers will see."),
  benefit: plainText("the benefit", MAX_BENEFIT_LENGTH),
});

/** A translation may be left empty; with a benefit it needs a title as well. */
const translationSchema = z
  .object({
    title: plainText("a title", MAX_TITLE_LENGTH),
    benefit: plainText("the benefit", MAX_BENEFIT_LENGTH),
  })
  .refine((copy) => copy.title !== "" || copy.benefit === "", {
    path: ["title"],
    message: "Enter the title in this language too, or clear the benefit.",
  });

const instant = z.union([
  z.literal("").transform(() => null),
  z.iso.datetime({ error: "Enter a date and a time." }),
  z.null(),
]);

const scheduleSchema = z
  .object({ startsAt: instant, endsAt: instant })
  .refine(
    ({ startsAt, endsAt }) =>
      startsAt === null || endsAt === null || Date.parse(startsAt) < Date.parse(endsAt),
    { path: ["endsAt"], message: "The end must be later than the start." },
  );

function contentSchema(currencyCode: string) {
  const common = {
    name: plainText("a name", 80).min(1, "Enter a name, so that you find the offer again."),
    copy: copySchema,
    translations: z
      .partialRecord(z.enum(COPY_LOCALES), translationSchema)
      .transform((translations) =>
        Object.fromEntries(Object.entries(translations).filter(([, copy]) => copy.title !== "")),
      ),
    schedule: scheduleSchema,
    surfaces: z.array(z.enum(SURFACES)),
    audience: audienceSchema(currencyCode).default(() => ({
      match: EVERYONE.match,
      conditions: [],
    })),
    priority: z.coerce
      .number({ error: "Enter a whole number between 0 and 100." })
      .int("Enter a whole number between 0 and 100.")
      .min(0, "Enter a whole number between 0 and 100.")
      .max(100, "Enter a whole number between 0 and 100."),
  };
  return z.discriminatedUnion("kind", [
    z.object({
      ...common,
      kind: z.literal("fixed-bundle"),
      terms: fixedBundleSchema(currencyCode),
    }),
    z.object({
      ...common,
      kind: z.literal("quantity-break"),
      terms: quantityBreakSchema(currencyCode),
    }),
    z.object({
      ...common,
      kind: z.literal("mix-and-match"),
      terms: mixAndMatchSchema(currencyCode),
    }),
    z.object({ ...common, kind: z.literal("buy-x-get-y"), terms: buyXGetYSchema(currencyCode) }),
    z.object({ ...common, kind: z.literal("cross-sell"), terms: complementsSchema }),
    z.object({ ...common, kind: z.literal("add-on"), terms: complementsSchema }),
    z.object({
      ...common,
      kind: z.literal("upgrade-path"),
      terms: upgradePathSchema(currencyCode),
    }),
    z.object({ ...common, kind: z.literal("cart-reward"), terms: cartRewardSchema(currencyCode) }),
  ]);
}

export type ParsedOffer =
  | { readonly ok: true; readonly content: AnyOfferContent }
  | { readonly ok: false; readonly issues: readonly OfferIssue[] };

/**
 * Parses what the editor (or an import) sends.
 * @param input an object of the shape of `OfferDraft`, with numbers as typed
 * @param currencyCode the shop's currency, in which amounts are typed
 */
export function parseOfferContent(input: unknown, currencyCode: string): ParsedOffer {
  const parsed = contentSchema(currencyCode).safeParse(input);
  if (parsed.success) {
    const unknown = parsed.data.audience.conditions.findIndex((one) => one.kind === "bought");
    if (unknown >= 0 && isPriced(parsed.data.kind)) {
      const message =
        "Checkout does not know what was bought before, so an offer with a price cannot depend on it.";
      return {
        ok: false,
        issues: [error(`audience.conditions.${unknown}.productIds`, message)],
      };
    }
    const elsewhere = parsed.data.surfaces.find(
      (surface) => !surfacesOf(parsed.data.kind).includes(surface),
    );
    if (elsewhere === undefined) return { ok: true, content: parsed.data };
    const where = surfacesOf(parsed.data.kind).join(" or ");
    return {
      ok: false,
      issues: [error("surfaces", `An offer of this kind is shown on: ${where}, not ${elsewhere}.`)],
    };
  }
  return {
    ok: false,
    issues: parsed.error.issues.map((issue) => error(issue.path.join("."), issue.message)),
  };
}
