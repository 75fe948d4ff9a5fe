import { Liquid } from "liquidjs";
import { formatMoney } from "@tandem/storefront-kit/money/decimal";

import { CONFIRMATION_SNIPPET } from "../../../core/follow-ups/confirmation.ts";
import type { ConfirmationDocument } from "../../../core/follow-ups/confirmation.ts";
import { MAIL_WORDS } from "../../mail/words.ts";

/** The snippet as a notification of Shopify's would render it, with products of an example. */
export async function previewConfirmation(currencyCode: string): Promise<string> {
  const { goesWith, toCart } = MAIL_WORDS.en;
  const item = (title: string, minor: number) => ({
    title,
    price: formatMoney(minor, currencyCode, "en"),
    image: "",
    url: "#",
    button: toCart,
  });
  const value: ConfirmationDocument = {
    heading: goesWith,
    items: [item("Something that goes with it", 1_990), item("Something else", 2_490)],
  };
  const order = { metafields: { tandem: { offers: { value } } } };
  return (await new Liquid().parseAndRender(CONFIRMATION_SNIPPET, { order })) as string;
}
