import { SignJWT } from "jose";

import { isPublicMetafield } from "../admin-api/resolvers/metafields.ts";
import type { Devstore } from "../context.ts";
import { askedMetafields } from "../extension-host/ui-extension.ts";
import { toShop } from "../markets.ts";
import type { Market } from "../markets.ts";
import { moneyOf } from "../money-bag.ts";
import type { MoneyBag } from "../money-bag.ts";
import { numberOf, SHOP_ID } from "../state/store.ts";

/** A purchase that is about to be paid, or that is. */
export interface TestPurchase {
  /** Token of the checkout. */
  readonly referenceId: string;
  readonly customerId: string | null;
  readonly country: string;
  readonly locale: string;
  /** What is paid in; amounts are minor units of its currency. */
  readonly market: Market;
  readonly totalMinor: number;
  readonly lines: readonly {
    readonly variantId: string;
    readonly quantity: number;
    readonly totalMinor: number;
  }[];
}

/**
 * What Shopify gives the post-purchase extension, with the token that it signs it by. Of metafields, it shows the public ones alone
 * (@shopify/post-purchase-ui-extensions, types of `InputData`).
 */
export async function inputDataOf(
  { configuration, store, secret, sessionNow }: Devstore,
  extensionPoint: string,
  purchase: TestPurchase,
) {
  const { currencyCode, domain } = store.shop;
  const { market } = purchase;
  const bag = (minor: number): MoneyBag => ({
    shopMoney: moneyOf(toShop(currencyCode, market, minor), currencyCode),
    presentmentMoney: moneyOf(minor, market.currencyCode),
  });
  const { postPurchase } = configuration.extensions;
  const metafields =
    postPurchase === null
      ? []
      : askedMetafields(store, postPurchase, SHOP_ID)
          .filter((one) => isPublicMetafield(store, SHOP_ID, one))
          .map(({ type: _type, ...told }) => told);
  const data = {
    extensionPoint,
    version: "unstable",
    locale: purchase.locale,
    shop: {
      id: numberOf(SHOP_ID),
      domain,
      metafields,
    },
    initialPurchase: {
      referenceId: purchase.referenceId,
      ...(purchase.customerId && { customerId: String(numberOf(purchase.customerId)) }),
      destinationCountryCode: purchase.country,
      totalPriceSet: bag(purchase.totalMinor),
      lineItems: purchase.lines.map(({ variantId, quantity, totalMinor }) => {
        const { product, variant } = store.variant(variantId)!;
        return {
          quantity,
          totalPriceSet: bag(totalMinor),
          product: {
            id: numberOf(product.id),
            title: product.title,
            metafields: [],
            variant: { id: numberOf(variant.id), title: variant.title, metafields: [] },
          },
        };
      }),
    },
  };
  const token = await new SignJWT({ input_data: data })
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setIssuer("shopify")
    .setSubject(purchase.referenceId)
    .setIssuedAt(Math.floor(sessionNow().getTime() / 1_000))
    .sign(new TextEncoder().encode(secret));
  return { ...data, token };
}

/** The part of it that the host's page carries. */
export type InputData = Awaited<ReturnType<typeof inputDataOf>>;
