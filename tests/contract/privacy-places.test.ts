import { Prisma } from "@prisma/client";
import { describe, expect, test } from "vitest";

import { PLACES } from "../../app/privacy/places.server.ts";

/** Types of columns in which somebody can stand: numbers, dates and yes or no name nobody. */
const HOLDING = ["String", "Json", "Bytes"];

/** The columns of a table that the list has to know, as the schema has them. */
function columnsToKnow({ fields }: Prisma.DMMF.Model): string[] {
  return fields
    .filter(
      ({ name, type, kind }) => name !== "shop" && (HOLDING.includes(type) || kind === "enum"),
    )
    .map((field) => field.name)
    .toSorted();
}

describe("the list of places where a customer can stand", () => {
  test.each(Prisma.dmmf.datamodel.models.map((model) => [model.name, model] as const))(
    "says of every column of %s that can hold a text what it holds",
    (name, model) => {
      const place = PLACES[name as Prisma.ModelName];
      expect(Object.keys(place.columns).toSorted()).toEqual(columnsToKnow(model));
    },
  );

  test("takes a column by its name for what it is", () => {
    for (const [table, { columns }] of Object.entries(PLACES))
      for (const [name, kind] of Object.entries(columns)) {
        if (/customerId$|referrerId$/i.test(name))
          expect([table, name, kind]).toEqual([
            ...[table, name],
            expect.stringMatching(/^(customer|friend)$/),
          ]);
        if (/orderId$/i.test(name)) expect([table, name, kind]).toEqual([table, name, "order"]);
      }
  });

  test("leaves nothing where somebody is named", () => {
    for (const [table, { columns, erasure }] of Object.entries(PLACES))
      if (
        Object.values(columns).some((kind) =>
          ["customer", "fields", "facts", "body"].includes(kind),
        )
      )
        expect([table, erasure]).not.toEqual([table, "kept"]);
  });

  test("calls no two tables the same", () => {
    const titles = Object.values(PLACES).flatMap((place) => place.title ?? []);
    expect(new Set(titles).size).toBe(titles.length);
  });
});
