import { afterAll, beforeAll, expect, test } from "vitest";

import { numberOf } from "../src/state/store.ts";
import { startSampleStore } from "./support/sample-store.ts";
import type { SampleStore } from "./support/sample-store.ts";

let running: SampleStore;
/** Ids of main sections, as the pages tell them. */
const mainIds = new Map<"product" | "cart", string>();
beforeAll(async () => {
  running = await startSampleStore();
  mainIds.set("product", await mainOf("/products/aria-one"));
  mainIds.set("cart", await mainOf("/cart"));
});
afterAll(() => running.close());

const mainOf = async (path: string) => {
  const page = await (await ask(path)).text();
  return /id="shopify-section-(template--\d+__main)"/.exec(page)![1]!;
};
const main = (template: "product" | "cart") => mainIds.get(template)!;
const variant = (handle: string) =>
  numberOf(running.store.productByHandle(handle)!.variants[0]!.id);
const ask = (path: string, options?: RequestInit) => fetch(running.url + path, options);
const post = async (path: string, body: object, headers: Record<string, string> = {}) => {
  const answer = await ask(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  const cookie = answer.headers.get("set-cookie")?.split(";")[0];
  return { status: answer.status, body: (await answer.json()) as Answer, cookie };
};

interface Answer {
  readonly key?: string;
  readonly items?: readonly { readonly quantity: number }[];
  readonly sections?: Readonly<Record<string, string | null>>;
  readonly note?: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

test("a page's section is rendered by itself, with what the address chooses", async () => {
  const id = main("product");
  const [, second] = running.store.productByHandle("aria-one")!.variants;
  const number = second!.id.split("/").at(-1);
  const answer = await ask(`/products/aria-one?section_id=${id}&variant=${number}`);
  const html = await answer.text();
  expect(html).toMatch(new RegExp(`^<div id="shopify-section-${id}"`));
  expect(html).toContain("€679.00");
});

test("option values choose a variant as its number does", async () => {
  const page = async (query: string) =>
    (await ask(`/products/aria-one?section_id=${main("product")}&${query}`)).text();
  const product = running.store.productByHandle("aria-one")!;
  const value = Number(product.id.split("/").at(-1)) * 10_000 + 2;
  expect(await page(`option_values=${value}`)).toContain("€679.00</p>");
});

test("several sections come as JSON, five at most, and null for what is not there", async () => {
  const ids = [
    main("cart"),
    "cart-drawer",
    "nothing",
    main("product"),
    "cart-icon-bubble",
    "footer",
  ];
  const answer = await ask(`/cart?sections=${ids.join(",")}`);
  const sections = (await answer.json()) as Record<string, string | null>;
  expect(Object.keys(sections)).toEqual(ids.slice(0, 5));
  expect(sections["cart-icon-bubble"]).toMatch(/^<div id="shopify-section-cart-icon-bubble"/);
  expect([sections["nothing"], sections[main("product")]]).toEqual([null, null]);
});

test("a section that is not there is not found", async () => {
  expect((await ask("/?section_id=nothing")).status).toBe(404);
});

test("a change of the cart brings sections of the page that it names, with the new cart in them", async () => {
  const item = { id: variant("clear-case"), quantity: 2 };
  const added = await post("/cart/add.js", {
    items: [item],
    sections: `${main("cart")},cart-icon-bubble`,
    sections_url: "/cart",
  });
  expect(added.body.items?.map(({ quantity }) => quantity)).toEqual([2]);
  expect(added.body.sections?.[main("cart")]).toContain("Clear Case");
  expect(added.body.sections?.["cart-icon-bubble"]).toContain(">2<");
  const elsewhere = await post(
    "/cart/update.js",
    { note: "soon", attributes: { gift: "yes" }, sections: [main("cart")], sections_url: "/" },
    { Cookie: added.cookie ?? "" },
  );
  expect(elsewhere.body.sections).toEqual({ [main("cart")]: null });
  expect(elsewhere.body).toMatchObject({ note: "soon", attributes: { gift: "yes" } });
  const change = { attributes: { gift: null, wrap: "blue" } };
  const without = await post("/cart/update.js", change, { Cookie: added.cookie ?? "" });
  expect(without.body).toMatchObject({ note: "soon", attributes: { wrap: "blue" } });
  expect(without.body.attributes).not.toHaveProperty("gift");
});

test("a plain add tells of its line, at the address without .js too for a script that asks for JSON", async () => {
  const added = await post(
    "/cart/add",
    { id: variant("clear-case"), quantity: 1 },
    { Accept: "application/javascript" },
  );
  expect(added.body.key).toMatch(/^\d+:/);
  expect(added.body.items).toBeUndefined();
});

test("the standard action changes the note, and replaces all attributes", async () => {
  const action = "/api/stand-in/cart-lines.json";
  const pair = (key: string) => ({ key, value: "yes" });
  const first = await post(action, { note: "soon", attributes: [pair("gift"), pair("wrap")] });
  const visitor = { Cookie: first.cookie ?? "" };
  await post(action, { attributes: [pair("wrap")] }, visitor);
  const cart = (await (await ask("/cart.js", { headers: visitor })).json()) as Answer;
  expect(cart).toMatchObject({ note: "soon" });
  expect(cart.attributes).toEqual({ wrap: "yes" });
});

test("recommendations and suggestions are none", async () => {
  const product = numberOf(running.store.productByHandle("aria-one")!.id);
  const answers = await Promise.all([
    ask(`/recommendations/products?product_id=${product}&section_id=${main("product")}`),
    ask("/search/suggest?q=aria&section_id=cart-icon-bubble"),
    ask("/recommendations/products.json"),
  ]);
  expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
  expect(await answers[2].json()).toEqual({ intent: "related", products: [] });
});

test("what no theme's form is answered for is refused by name", async () => {
  const answer = await ask("/contact", { method: "POST" });
  expect(answer.status).toBe(501);
  expect(await answer.text()).toContain("/contact");
});
