import express from "express";
import { ThemeFolder, translatorOf } from "@tandem/storefront-kit/liquid";
import type { SettingSchema } from "@tandem/storefront-kit/liquid";

import type { Devstore } from "../../context.ts";
import { html } from "../../html.ts";
import type { PlacedBlock, ThemePlace } from "../../state/types.ts";
import { adminShell } from "../shell.ts";

const PLACE_NAMES: Readonly<Record<ThemePlace, string>> = {
  product: "Product",
  cart: "Cart",
  page: "Page",
  embeds: "App embeds",
};
const PLACES = Object.keys(PLACE_NAMES) as ThemePlace[];

/** The theme editor: app blocks placed in a template, with the settings of their own schemas. */
export function themeEditor(devstore: Devstore): express.Router {
  const { store } = devstore;
  const router = express.Router();
  const { configuration } = devstore;
  if (configuration.extensions.themeBlocks === null) return router;
  const folder = new ThemeFolder(configuration.extensions.themeBlocks);
  const words = translatorOf(folder, "en", ".schema");
  const label = (text = "") => (text.startsWith("t:") ? words(text.slice(2)) : text);
  const nameOf = (handle: string) => label(folder.schema("blocks", handle).name);
  /** A header or a paragraph has no id, and nothing to set. */
  const settingsOf = (handle: string) =>
    folder.schema("blocks", handle).settings.filter((one): one is Setting => one.id !== undefined);
  /** Blocks that can go to a place. */
  const handles = (template: ThemePlace) =>
    folder
      .names("blocks")
      .map((file) => file.replace(".liquid", ""))
      .filter((handle) => {
        const { target = "section", enabled_on: enabledOn } = folder.schema("blocks", handle);
        if (template === "embeds" || target !== "section")
          return template === "embeds" && target !== "section";
        return enabledOn?.templates?.includes(template) ?? true;
      });
  const products = () =>
    store.products.all().map(({ handle, title }) => ({ value: handle, label: title }));
  const placedIn = (template: ThemePlace) => store.shop.blocks[template] ?? [];
  const place = (template: ThemePlace, blocks: PlacedBlock[]) =>
    store.updateShop({ blocks: { ...store.shop.blocks, [template]: blocks } });

  router.get("/admin/themes/current/editor", (request, response) => {
    const template = PLACES.find((one) => one === request.query["template"]) ?? "product";
    // `addAppBlockId=KEY/HANDLE` is the deep link by which an app has its block placed.
    const wanted = String(request.query["addAppBlockId"] ?? "").split("/")[1];
    const placed = placedIn(template);
    if (
      wanted &&
      handles(template).includes(wanted) &&
      !placed.some((block) => block.handle === wanted)
    ) {
      place(template, [
        ...placed,
        { id: `${configuration.app.handle}-${wanted}`, handle: wanted, settings: {} },
      ]);
    }
    const blocks = placedIn(template);
    const missing = handles(template).filter(
      (handle) => !blocks.some((block) => block.handle === handle),
    );
    const example = {
      product: `/products/${store.products.all()[0]?.handle ?? ""}`,
      cart: "/cart",
      page: `/pages/${Object.keys(configuration.shop.pages)[0] ?? ""}`,
      embeds: "/cart",
    }[template];
    const content = html`<h1>Theme editor</h1>
      <p>
        Template or embeds:
        ${PLACES.map((one) => html`<a href="?template=${one}">${PLACE_NAMES[one]}</a> `)}
      </p>
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
                <h2>${nameOf(block.handle)}</h2>
                ${settingsOf(block.handle).map((setting) => field(setting, block.settings[setting.id] ?? setting.default, label, products()))}
                <p class="row">
                  <button name="action" value="save" class="primary">Save</button
                  ><button name="action" value="remove">Remove block</button>
                </p>
              </form>`,
          )}
          ${missing.map((handle) => html`<form method="post" class="card"><input type="hidden" name="template" value="${template}" /><input type="hidden" name="block" value="${handle}" /><button name="action" value="add">Add block: ${nameOf(handle)}</button></form>`)}
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
        template: ThemePlace;
        block: string;
        action: string;
        settings?: Record<string, string>;
      };
      const placed = placedIn(template);
      if (action === "add")
        place(template, [
          ...placed,
          { id: `${configuration.app.handle}-${block}`, handle: block, settings: {} },
        ]);
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
              ? { ...one, settings: readSettings(settingsOf(one.handle), settings) }
              : one,
          ),
        );
      }
      response.redirect(303, `/admin/themes/current/editor?template=${template}`);
    },
  );
  return router;
}

type Setting = SettingSchema & { readonly id: string };

interface Choice {
  readonly value: string;
  readonly label: string;
}

function field(
  setting: Setting,
  value: unknown,
  label: (text?: string) => string,
  products: readonly Choice[],
) {
  const name = `settings[${setting.id}]`;
  const select = (choices: readonly Choice[]) =>
    html`<label class="field"
      >${label(setting.label)}<select name="${name}">
        ${choices.map((one) => html`<option value="${one.value}" ${one.value === value ? "selected" : ""}>${one.label}</option>`)}
      </select></label
    >`;
  if (setting.type === "checkbox")
    return html`<label class="field"
      ><span
        ><input type="checkbox" name="${name}" value="true" ${value === true ? "checked" : ""} />
        ${label(setting.label)}</span
      ></label
    >`;
  if (setting.type === "select")
    return select(
      (setting.options ?? []).map((one) => ({ value: one.value, label: label(one.label) })),
    );
  if (setting.type === "product") return select([{ value: "", label: "–" }, ...products]);
  if (setting.type === "range")
    return html`<label class="field"
      >${label(setting.label)}<input
        name="${name}"
        type="number"
        min="${setting.min ?? 0}"
        max="${setting.max ?? 0}"
        value="${String(value)}"
    /></label>`;
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
    settings.map((setting) => [setting.id, readSetting(setting, sent[setting.id] ?? "")]),
  );
}

function readSetting({ type }: Setting, sent: string): string | number | boolean {
  if (type === "checkbox") return sent === "true";
  return type === "range" ? Number(sent) : sent;
}
