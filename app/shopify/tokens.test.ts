import { describe, expect, test } from "vitest";

import { readBuyerToken } from "./buyer-token.ts";
import { readMerchantToken } from "./merchant-token.ts";
import { readPurchaseToken } from "./purchase-token.ts";

const SHOP = "a.myshopify.com";
const ID = "client";
const merchant = {
  ...{ iss: `https://${SHOP}/admin`, dest: `https://${SHOP}`, aud: ID, sub: "42", exp: 1 },
  sid: "1",
};
const buyer = { dest: SHOP, aud: ID, sub: "gid://shopify/Customer/7", exp: 1 };
const NOW = new Date("2026-11-02T08:00:00Z");
const purchase = {
  iss: "shopify",
  sub: "reference",
  iat: NOW.getTime() / 1_000,
  input_data: {
    locale: "en",
    shop: { domain: SHOP },
    initialPurchase: {
      referenceId: "reference",
      totalPriceSet: {
        shopMoney: { amount: "1.00", currencyCode: "EUR" },
        presentmentMoney: { amount: "1.00", currencyCode: "EUR" },
      },
      lineItems: [],
    },
  },
};

/** Addresses of which a URL makes the shop's host, or nearly. */
const ODD_ADDRESSES = [
  ...[`https://${SHOP}/`, `https://${SHOP}/admin`, `https://${SHOP}?x`, `https://${SHOP}#x`],
  ...[`https://${SHOP}:443`, `https://x@${SHOP}`, `http://${SHOP}`, `https://${SHOP}.evil.com`],
  ...[`https://https://${SHOP}`, `https://A.myshopify.com`, `https://evil.com/${SHOP}`, "https://"],
  ...[` https://${SHOP}`, `https://${SHOP}\n`, `//${SHOP}`, "", null, 7, [`https://${SHOP}`]],
];

describe("a merchant's token", () => {
  test("says the shop and the person", () => {
    expect(readMerchantToken(merchant, ID)).toEqual({ shop: SHOP, staffId: "42" });
  });

  test.each([SHOP, ...ODD_ADDRESSES])("is none with the address %j", (dest) => {
    expect(readMerchantToken({ ...merchant, dest }, ID)).toBeNull();
    const iss = `${String(dest)}/admin`;
    expect(readMerchantToken({ ...merchant, dest, iss }, ID)).toBeNull();
  });

  test.each([
    ["of another shop's admin", { iss: "https://b.myshopify.com/admin" }],
    ["of no admin", { iss: `https://${SHOP}` }],
    ["without an issuer", { iss: undefined }],
    ["for another app", { aud: "other" }],
    ["for several apps", { aud: [ID] }],
    ["that names a customer", { sub: "gid://shopify/Customer/7" }],
    ["that names nobody", { sub: undefined }],
    ["that never ends", { exp: undefined }],
  ])("is none %s", (_what, change) => {
    expect(readMerchantToken({ ...merchant, ...change }, ID)).toBeNull();
  });

  test.each([buyer, { ...buyer, dest: `https://${SHOP}` }, purchase, null, "token"])(
    "is none of another kind: %j",
    (claims) => expect(readMerchantToken(claims, ID)).toBeNull(),
  );
});

describe("a buyer's token", () => {
  test("says the shop, and who is signed in", () => {
    expect(readBuyerToken(buyer, ID)).toEqual({ shop: SHOP, customerId: buyer.sub });
    const stranger = { ...buyer, dest: `https://${SHOP}`, sub: undefined };
    expect(readBuyerToken(stranger, ID)).toEqual({ shop: SHOP, customerId: null });
  });

  test("may have an issuer, as live stores send it", () => {
    const claims = { ...buyer, iss: `https://${SHOP}/admin` };
    expect(readBuyerToken(claims, ID)).toEqual({ shop: SHOP, customerId: buyer.sub });
  });

  test.each(ODD_ADDRESSES)("is none with the address %j", (dest) => {
    expect(readBuyerToken({ ...buyer, dest }, ID)).toBeNull();
  });

  test.each([
    ["for another app", { aud: "other" }],
    ["that names a person by a number", { sub: "42" }],
    ["that names something else", { sub: "gid://shopify/Company/7" }],
    ["that never ends", { exp: undefined }],
  ])("is none %s", (_what, change) => {
    expect(readBuyerToken({ ...buyer, ...change }, ID)).toBeNull();
  });

  test.each([merchant, purchase, null])("is none of another kind: %j", (claims) => {
    expect(readBuyerToken(claims, ID)).toBeNull();
  });
});

describe("the token of a purchase", () => {
  test("says the purchase", () => {
    expect(readPurchaseToken(purchase, NOW)).toMatchObject({ shop: { domain: SHOP } });
  });

  test.each([merchant, buyer, { ...purchase, iss: ID }, { ...purchase, sub: "another" }])(
    "is none of another kind: %j",
    (claims) => expect(readPurchaseToken(claims, NOW)).toBeNull(),
  );

  test.each(ODD_ADDRESSES)("is none of the shop %j", (domain) => {
    const input_data = { ...purchase.input_data, shop: { domain } };
    expect(readPurchaseToken({ ...purchase, input_data }, NOW)).toBeNull();
  });

  const HOUR = 3_600;
  const claim = (seconds: number, unit: number) => (NOW.getTime() / 1_000 + seconds) * unit;
  describe.each([
    ["seconds", 1],
    ["milliseconds", 1_000],
  ])("with its times in %s", (_unit, unit) => {
    test.each([
      ["was just made", { iat: claim(0, unit) }],
      ["is two hours old", { iat: claim(-2 * HOUR, unit) }],
      ["is of a clock that is a minute ahead", { iat: claim(60, unit) }],
      ["ends later", { iat: claim(0, unit), exp: claim(1, unit) }],
      ["ended within a minute", { iat: claim(-HOUR, unit), exp: claim(-60, unit) }],
    ])("is one where it %s", (_what, times) => {
      expect(readPurchaseToken({ ...purchase, ...times }, NOW)).not.toBeNull();
    });

    test.each([
      ["is older", { iat: claim(-2 * HOUR - 61, unit) }],
      ["is of a year ago", { iat: claim(-365 * 24 * HOUR, unit) }],
      ["comes from the future", { iat: claim(61, unit) }],
      ["has ended", { iat: claim(-HOUR, unit), exp: claim(-61, unit) }],
    ])("is none where it %s", (_what, times) => {
      expect(readPurchaseToken({ ...purchase, ...times }, NOW)).toBeNull();
    });
  });

  test.each([undefined, null, "1793606400", NaN, Infinity, 0])(
    "is none with the time %j",
    (iat) => {
      expect(readPurchaseToken({ ...purchase, iat }, NOW)).toBeNull();
    },
  );
});
