import { numericId } from "@tandem/storefront-kit/ids";

import { workFollowUps } from "../../app/follow-ups/work-follow-ups.server.ts";
import { createMailer } from "../../app/mail/mailer.server.ts";
import { openServerDatabase } from "../../app/platform/database.server.ts";
import type { AdminClient } from "../../app/shopify/admin-client.server.ts";

/** One worker of the bench of follow-ups: says that it is ready, and works off what is due when it is told to. */
const [, , databaseUrl, smtpUrl, shop, at] = process.argv as [
  string,
  string,
  string,
  string,
  string,
  string,
];

/** Shopify that knows every order, and takes no time: what is measured is ours. */
const knowing: AdminClient = {
  run: (document, variables, schema) => {
    // How far the fulfillments are, it knows nothing new of.
    if (document.includes("GetFulfillments"))
      return Promise.resolve(schema.parse({ nodes: [] }) as never);
    const place = { timeZone: "Europe/Berlin" };
    const nodes = ((variables["orderIds"] ?? []) as string[]).map((id) => ({
      id,
      name: `#${numericId(id)}`,
      customerLocale: "de",
      shippingAddress: place,
      customer: {
        defaultEmailAddress: {
          emailAddress: `buyer-${numericId(id)}@example.com`,
          marketingState: "SUBSCRIBED",
          marketingOptInLevel: "CONFIRMED_OPT_IN",
          marketingUpdatedAt: null,
        },
        defaultAddress: place,
      },
    }));
    const identity = { name: "Bench", primaryDomain: { url: "https://bench.example" } };
    return Promise.resolve(schema.parse({ nodes, shop: identity }) as never);
  },
};

const database = openServerDatabase(databaseUrl);
const mailer = createMailer(smtpUrl, "offers@tandem.example");
await database.prisma.shop.findUniqueOrThrow({ where: { shop } });
process.once("message", () => {
  const context = {
    prisma: database.prisma,
    shop,
    client: knowing,
    mailer,
    clock: () => Promise.resolve(new Date(at)),
  };
  void workFollowUps(context).then(() => process.exit(0));
});
process.send?.("ready");
