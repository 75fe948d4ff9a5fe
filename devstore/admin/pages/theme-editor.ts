import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import express from "express";

import { createTranslator, readBlockSchema } from "../../../storefront/liquid/engine.ts";
import type { Devstore } from "../../context.ts";
import { html } from "../../html.ts";
import type { PlacedBlock } from "../../state/types.ts";
import { adminShell } from "../shell.ts";

const BLOCKS = "extensions/theme-blocks";
type Template = "product" | "cart";

/** The theme editor: app blocks placed in a template, with the settings of their own schemas. */
export function themeEditor(devstore: Devstore): express.Router {
  const { store } = devstore;
  const router = express.Router();
  const words = createTranslator(join(BLOCKS, "locales"), "en", ".schema");
  const label = (text: string) => (text.startsWith("t:") ? words(text.slice(2), []) : text);
  const schemaOf = (handle: string) =>
    readBlockSchema(readFileSync(join(BLOCKS, "blocks", `${handle}.liquid`), "utf8"));
  const handles = () =>
    readdirSync(join(BLOCKS, "blocks")).map((file) => file.replace(".liquid", ""));
  const place = (template: Template, blocks: PlacedBlock[]) =>
    store.updateShop({ blocks: { ...store.shop.blocks, [template]: blocks } });

  router.get("/admin/themes/current/editor", (request, response) => {
    const template: Template = request.query["template"] === "cart" ? "cart" : "product";
    // `addAppBlockId=KEY/HANDLE` is the deep link by which an app has its block placed.
    const wanted = String(request.query["addAppBlockId"] ?? "").split("/")[1];
    const placed = store.shop.blocks[template];
    if (wanted && handles().includes(wanted) && !placed.some((block) => block.handle === wanted)) {
      place(template, [...placed, { id: `tandem-${wanted}`, handle: wanted, settings: {} }]);
    }
    const blocks = store.shop.blocks[template];
    const missing = handles().filter((handle) => !blocks.some((block) => block.handle === handle));
    const example =
      template === "product" ? `/products/${store.products.all()[0]?.handle ?? ""}` : "/cart";
    const content = html`<h1>Theme editor</h1>
      <p>Template: <a href="?template=product">Product</a> · <a href="?template=cart">Cart</a></p>
      <div class="editor">
        <div>
          ${blocks.map(
            (block) =>
              html`<form method="post" class="card">
                <input type="hidden" name="template" value="${template}" /><input
                  type="hidden"
                  name="block"
                  value="${block.id}"
                />
                <h2>${label(schemaOf(block.handle).name)}</h2>
                ${schemaOf(block.handle).settings.map((setting) => field(setting, block.settings[setting.id] ?? setting.default, label))}
                <p class="row">
                  <button name="action" value="save" class="primary">Save</button
                  ><button name="action" value="remove">Remove block</button>
                </p>
              </form>`,
          )}
          ${missing.map((handle) => html`<form method="post" class="card"><input type="hidden" name="template" value="${template}" /><input type="hidden" name="block" value="${handle}" /><button name="action" value="add">Add block: ${label(schemaOf(handle).name)}</button></form>`)}
        </div>
        <iframe title="Preview" src="${example}"></iframe>
      </div>`;
    response.send(
      adminShell(devstore, { title: "Theme editor", path: request.path }, content).text,
    );
  });

  router.post(
    "/admin/themes/current/editor",
    express.urlencoded({ extended: true }),
    (request, response) => {
      const {
        template,
        block,
        action,
        settings = {},
      } = request.body as {
        template: Template;
        block: string;
        action: string;
        settings?: Record<string, string>;
      };
      const placed = store.shop.blocks[template];
      if (action === "add")
        place(template, [...placed, { id: `tandem-${block}`, handle: block, settings: {} }]);
      if (action === "remove")
        place(
          template,
          placed.filter((one) => one.id !== block),
        );
      if (action === "save") {
        place(
          template,
          placed.map((one) =>
            one.id === block
              ? { ...one, settings: readSettings(schemaOf(one.handle).settings, settings) }
              : one,
          ),
        );
      }
      response.redirect(303, `/admin/themes/current/editor?template=${template}`);
    },
  );
  return router;
}

type Setting = ReturnType<typeof readBlockSchema>["settings"][number];

function field(setting: Setting, value: unknown, label: (text: string) => string) {
  const name = `settings[${setting.id}]`;
  if (setting.type === "checkbox")
    return html`<label class="field"
      ><span
        ><input type="checkbox" name="${name}" value="true" ${value === true ? "checked" : ""} />
        ${label(setting.label)}</span
      ></label
    >`;
  if (setting.type === "select") {
    return html`<label class="field"
      >${label(setting.label)}<select name="${name}">
        ${(setting.options ?? []).map((option) => html`<option value="${option.value}" ${option.value === value ? "selected" : ""}>${label(option.label)}</option>`)}
      </select></label
    >`;
  }
  if (setting.type !== "text")
    throw new Error(`the theme editor has no field for a setting of type ${setting.type}`);
  return html`<label class="field"
    >${label(setting.label)}<input name="${name}" value="${String(value ?? "")}"
  /></label>`;
}

function readSettings(
  settings: readonly Setting[],
  sent: Record<string, string>,
): PlacedBlock["settings"] {
  return Object.fromEntries(
    settings.map((setting) => [
      setting.id,
      setting.type === "checkbox" ? sent[setting.id] === "true" : (sent[setting.id] ?? ""),
    ]),
  );
}
