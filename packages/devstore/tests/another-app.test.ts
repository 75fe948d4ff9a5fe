import { createHmac } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTheme } from "@tandem/storefront-kit/liquid";

import { metafieldRowId, spellOutNamespace } from "../src/admin-api/app-namespace.ts";
import { defineDevstore } from "../src/define-devstore.ts";
import { themeTemplates } from "../src/storefront/templates.ts";
import { SAMPLE_APP, SECRET, startSampleStore } from "./support/sample-store.ts";
import type { SampleStore } from "./support/sample-store.ts";

const PACKAGE = fileURLToPath(new URL("..", import.meta.url));
describe("an app with another handle", () => {
  const asked: URL[] = [];
  const app = createServer((request, response) => {
    asked.push(new URL(request.url ?? "", "http://app"));
    response.setHeader("Content-Type", "application/liquid");
    response.end("<h1>Notes of {{ shop.name }}</h1>");
  });
  let running: SampleStore;

  beforeAll(async () => {
    await new Promise<void>((resolve) => app.listen(0, "127.0.0.1", resolve));
    const { port: appPort } = app.address() as AddressInfo;
    running = await startSampleStore(
      () => new Date("2026-11-01T00:00:00Z"),
      `http://127.0.0.1:${appPort}`,
    );
  });
  afterAll(async () => {
    await running.close();
    app.close();
  });

  const page = async (path: string) => (await fetch(running.url + path)).text();

  test("has its block rendered, with metafields of any namespace, by their types", async () => {
    const [product, other] = running.store.products.all();
    const put = (namespace: string, key: string, type: string, value: string) =>
      running.store.metafields.put({
        id: metafieldRowId(product!.id, namespace, key),
        ownerId: product!.id,
        namespace: spellOutNamespace(namespace),
        key,
        type,
        value,
        updatedAt: "2026-11-01T00:00:00Z",
      });
    put("$app:notes", "note", "single_line_text_field", "With love");
    put("$app:notes", "goes_with", "list.product_reference", JSON.stringify([other!.id]));
    put("care", "wash", "number_integer", "30");
    expect(await page(`/products/${product!.handle}`)).toContain(
      `<p class="note">With love · ${other!.title} · 30</p>`,
    );
  });

  test("is asked at its own proxy's address, signed, and answers in the theme", async () => {
    const answer = await page("/tools/notes/mine?page=2");
    expect(answer).toContain("<h1>Notes of Paper and Pen</h1>");
    const [{ pathname, searchParams }] = asked as [URL];
    expect(pathname).toBe("/from-the-shop/mine");
    const { signature, ...signed } = Object.fromEntries(searchParams);
    expect(signed).toMatchObject({ path_prefix: "/tools/notes", shop: "gift-notes.myshopify.com" });
    const message = Object.entries(signed)
      .toSorted(([one], [two]) => (one < two ? -1 : 1))
      .map(([name, value]) => `${name}=${value}`)
      .join("");
    expect(signature).toBe(createHmac("sha256", SECRET).update(message).digest("hex"));
  });

  test("stands in the admin at its handle, by its title", async () => {
    const answer = await fetch(`${running.url}/admin`);
    expect(new URL(answer.url).pathname).toBe("/admin/apps/gift-notes/home");
    expect(await answer.text()).toContain('title="Gift notes"');
  });

  test("is named by its handle where a theme holds its block", () => {
    const theme = openTheme(SAMPLE_APP.theme);
    expect(themeTemplates(theme, running.store.shop, "gift-notes")[0]!.content).toContain(
      "shopify://apps/gift-notes/blocks/note/",
    );
  });
});

test.each(["Gift Notes", "", "../x"])("%j is no handle of an app", (handle) => {
  expect(() =>
    defineDevstore({
      root: PACKAGE,
      app: { handle, title: "", homePath: "/", toml: "shopify.app.toml" },
      extensions: {},
      schemas: "schemas",
      shop: { domain: "a.myshopify.com", name: "A" },
    }),
  ).toThrow("is not a handle");
});

test("no file of the package knows whose it was: only its npm names and its license do", () => {
  // In parts, so that this file does not name it either.
  const owner = ["tan", "dem"].join("");
  const names = [`@${owner}/devstore`, `@${owner}/storefront-kit`];
  const mentions = filesOf(PACKAGE).flatMap((file) =>
    readFileSync(file, "utf8")
      .split("\n")
      .filter((line) =>
        names.reduce((rest, name) => rest.replaceAll(name, ""), line.toLowerCase()).includes(owner),
      )
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect(mentions).toEqual([]);
});

function filesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !["dist", "node_modules", "LICENSE"].includes(entry.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesOf(path) : [path];
    });
}
