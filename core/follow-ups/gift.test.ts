import { describe, expect, test } from "vitest";

import { isGift } from "./gift.ts";

const person = (
  firstName: string | null,
  lastName: string | null,
  company: string | null = null,
) => ({
  firstName,
  lastName,
  company,
});
const ADA = person("Ada", "Lovelace");
const marks = (more: Partial<Parameters<typeof isGift>[0]>) => ({
  shippedTo: ADA,
  chargedTo: ADA,
  attributes: [],
  properties: [],
  ...more,
});

describe("an order is a gift", () => {
  test.each([
    ["to another person", person("Grace", "Hopper"), true],
    ["to another person, in other letters", person("花子", "山田"), true],
    ["to the payer", ADA, false],
    ["to the payer in capitals and with accents", person("ÁDA", "LOVELACE"), false],
    ["to the household", person("William", "Lovelace"), false],
    ["to an office", person("Grace", "Hopper", "Navy"), false],
    ["to a nickname", person(null, "Gracie"), false],
    ["to nobody", null, false],
  ])("that is sent %s: %s", (_to, shippedTo, expected) => {
    expect(isGift(marks({ shippedTo }))).toBe(expected);
  });

  test.each([
    ["Gift message", "Happy birthday", true],
    ["gift_message", "", false],
    ["gift-wrap", "no", false],
    ["__shopify_send_gift_card_to_recipient", "on", true],
    ["_gift", "true", false],
    ["Free gift", "true", false],
    ["Engraving", "Gift", false],
    ["gift note", null, false],
  ])("whose line says %j: %j: %s", (name, value, expected) => {
    expect(isGift(marks({ properties: [{ name, value }] }))).toBe(expected);
  });

  test("that says so itself, as a whole", () => {
    expect(isGift(marks({ attributes: [{ name: "Gift", value: "yes" }] }))).toBe(true);
    expect(isGift(marks({ attributes: [{ name: "Gift", value: "No" }] }))).toBe(false);
    expect(isGift(marks({ shippedTo: null, chargedTo: null }))).toBe(false);
  });
});
