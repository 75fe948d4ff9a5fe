import { offerOneClick } from "../../app/one-click/offer-one-click.server.ts";
import { createOffer } from "../../app/offers/offer-store.server.ts";
import { DATABASES, emptyTables } from "../support/databases.ts";
import { crossSellOf } from "../support/offers.ts";
import { SHOP, startStandIn } from "../support/stand-in.ts";

const OFFERS = [10, 1_000];
/** Fewer than would meet the limit of calls. */
const ASKS = 80;
const NOW = new Date("2026-11-02T08:00:00Z");

/** How long Shopify waits before the payment page for what is offered with one click, by how many offers a shop has. */
export async function benchOneClick(): Promise<void> {
  console.log("\nOne-click offers: milliseconds until Shopify is answered, before the payment\n");
  console.log("| database | live offers | p50 | p95 |");
  console.log("|---|---|---|---|");
  for (const [name, open] of DATABASES) {
    const opened = await open();
    const standIn = await startStandIn();
    try {
      const { prisma } = opened.database;
      const settings = { currencyCode: "EUR", timeZone: "Europe/Berlin", hasOneClick: true };
      await prisma.shop.create({ data: { shop: SHOP, ...settings } });
      const medians: number[] = [];
      for (const offers of OFFERS) {
        await emptyTables(prisma, ["offer", "oneClick"]);
        const [first, ...others] = standIn.store.products.all().map((product) => product.id);
        // One of them fits, and it is the last one that is looked at.
        for (let index = 1; index < offers; index++) {
          const trigger = others[index % others.length]!;
          await createOffer(prisma, SHOP, crossSellOf(`${index}`, [trigger], [first!]), "active");
        }
        await createOffer(prisma, SHOP, crossSellOf("Fits", [first!], [others[0]!]), "active");
        const took: number[] = [];
        for (let ask = 0; ask < ASKS; ask++) {
          const began = performance.now();
          await offerOneClick(
            {
              prisma,
              shop: SHOP,
              client: standIn.client,
              currencyCode: "EUR",
              jobs: { ask: () => Promise.resolve() },
            },
            {
              referenceId: `checkout-${ask}`,
              locale: "en",
              customerId: null,
              productIds: [first!],
              total: "20.00",
              currencyCode: "EUR",
              presentmentCurrencyCode: "EUR",
            },
            NOW,
          );
          took.push(performance.now() - began);
        }
        const sorted = took.toSorted((a, b) => a - b);
        const at = (share: number) => sorted[Math.floor(sorted.length * share)]!;
        medians.push(at(0.5));
        console.log(`| ${name} | ${offers} | ${at(0.5).toFixed(1)} | ${at(0.95).toFixed(1)} |`);
      }
      const [few, many] = medians;
      console.log(`A hundred times the offers take ${(many! / few!).toFixed(1)} times as long.`);
    } finally {
      await standIn.close();
      await opened.close();
    }
  }
}
