import { createOffer, updateOffer } from "../../app/offers/offer-store.server.ts";
import { openEmbeddedDatabase } from "../../app/platform/database.server.ts";
import { migrate } from "../../app/platform/migrate.server.ts";
import { publishShop } from "../../app/publishing/publish-shop.server.ts";
import { breakOf } from "../support/offers.ts";
import { SHOP, startStandIn } from "../support/stand-in.ts";

const CATALOGUES = [100, 10_000];

/** Points of the Admin API that editing one offer costs, in a small and in a large catalogue. */
export async function benchPublishing(): Promise<void> {
  console.log("\nPublish: Admin API points of editing one offer\n");
  console.log("| products | live offers | points of the edit | mutations |");
  console.log("|---|---|---|---|");
  for (const products of CATALOGUES) {
    const standIn = await startStandIn();
    const database = await openEmbeddedDatabase();
    try {
      await migrate(database, "prisma/migrations");
      const pattern = standIn.store.products.all()[0]!;
      for (let number = standIn.store.products.size; number < products; number++) {
        const id = standIn.store.nextId("Product");
        const variants = [{ ...pattern.variants[0]!, id: standIn.store.nextId("ProductVariant") }];
        standIn.store.putProduct({ ...pattern, id, handle: `product-${number}`, variants });
      }
      await database.prisma.shop.create({
        data: { shop: SHOP, currencyCode: "EUR", timeZone: "UTC" },
      });
      const now = () => new Date();
      const offers = [];
      for (const product of standIn.store.products.all().slice(0, 40)) {
        offers.push(
          await createOffer(
            database.prisma,
            SHOP,
            breakOf(`More ${product.id}`, product.id, [[2, 10]]),
            "active",
          ),
        );
      }
      await publishShop(database, SHOP, standIn.client, now);
      const { meter } = standIn.devstore;
      const before = { ...meter };
      const edited = offers[0]!;
      const [first] = standIn.store.products.all();
      await updateOffer(database.prisma, SHOP, edited.id, edited.version, {
        content: breakOf("Edited", first!.id, [[2, 20]]),
      });
      await publishShop(database, SHOP, standIn.client, now);
      console.log(
        `| ${products} | ${offers.length} | ${meter.spentPoints - before.spentPoints} | ${meter.mutations - before.mutations} |`,
      );
    } finally {
      await database.close();
      await standIn.close();
    }
  }
}
