import { describe, expect, test } from "vitest";

import { show, writeExtension, writeTheme } from "../../tests/fixture-theme.ts";
import { templateNumber } from "./instances.ts";
import { composedTemplate } from "./render-theme.ts";

const schema = (json: object) => `{% schema %}${JSON.stringify(json)}{% endschema %}`;
const bodyOf = (html: string) => /<body>([\s\S]*)<\/body>/.exec(html)?.[1] ?? "";
const template = (sections: object, order: string[]) => ({ sections, order });
const indexId = (key: string) => `template--${templateNumber("index")}__${key}`;

describe("a JSON template", () => {
  test("renders its sections in their order, in the wrappers of their schemas", () => {
    const theme = writeTheme({
      "templates/index.json": template(
        { b: { type: "hero" }, a: { type: "plain" }, off: { type: "plain", disabled: true } },
        ["b", "off", "a"],
      ),
      "sections/hero.liquid": `hero {{ section.index }}${schema({ tag: "section", class: "tall" })}`,
      "sections/plain.liquid": "plain",
    });
    expect(bodyOf(show(theme).page())).toBe(
      `<section id="shopify-section-${indexId("b")}" class="shopify-section tall">hero 1</section>\n` +
        `<div id="shopify-section-${indexId("a")}" class="shopify-section">plain</div>`,
    );
  });

  test("gives a section its settings: what is stored, or the schema's default, of the setting's type", () => {
    const theme = writeTheme({
      "templates/index.json": template(
        { main: { type: "main", settings: { size: 12, tint: "#336699" } } },
        ["main"],
      ),
      "sections/main.liquid": `{{ section.settings.size }} {{ section.settings.tint.red }} {{ section.settings.shown }} {{ section.settings.word }}${schema(
        {
          settings: [
            { type: "range", id: "size", default: 4 },
            { type: "color", id: "tint" },
            { type: "checkbox", id: "shown" },
            { type: "text", id: "word", default: "usual" },
          ],
        },
      )}`,
    });
    expect(show(theme).page()).toContain("12 51 false usual");
  });

  test("reads a setting's dynamic source where the section stands", () => {
    const theme = writeTheme({
      "templates/product.json": template(
        { main: { type: "main", settings: { title: "Buy {{ product.title }}" } } },
        ["main"],
      ),
      "sections/main.liquid": `{{ section.settings.title }}${schema({ settings: [{ type: "text", id: "title" }] })}`,
    });
    const objects = { product: { title: "Lamp" } };
    expect(show(theme, { template: "product", objects }).page()).toContain("Buy Lamp");
  });

  test("may begin with a comment and end its lists with a comma, as the theme editor and themes write them", () => {
    const theme = writeTheme({
      "templates/index.json": `/*\n * written by the editor: "," stays\n */\n{ "sections": { "main": { "type": "main", }, }, "order": ["main"] }`,
      "sections/main.liquid": "here",
    });
    expect(show(theme).page()).toContain("here");
  });
});

describe("a section group", () => {
  const theme = () =>
    writeTheme({
      "layout/theme.liquid": "{% sections 'header-group' %}{{ content_for_layout }}",
      "templates/index.json": template({}, []),
      "sections/header-group.json": {
        type: "header",
        sections: { bar: { type: "bar" } },
        order: ["bar"],
      },
      "sections/bar.liquid": "{{ section.location }} {{ section.id }}",
    });

  test("renders its sections, which are named by its number", () => {
    const id = `sections--${templateNumber("header-group")}__bar`;
    expect(show(theme()).page()).toBe(
      `<div id="shopify-section-${id}" class="shopify-section shopify-section-group-header-group">header ${id}</div>`,
    );
  });
});

describe("section rendering", () => {
  const theme = () =>
    writeTheme({
      "templates/index.json": template({ main: { type: "main", settings: { word: "kept" } } }, [
        "main",
      ]),
      "sections/main.liquid": "{{ section.settings.word }}",
      "sections/bubble.liquid": `{{ section.settings.word }}${schema({ settings: [{ type: "text", id: "word", default: "usual" }] })}`,
      "config/settings_data.json": { current: { sections: { other: { settings: {} } } } },
    });

  test("has sections of the page with their settings, and any other of the theme by its name", () => {
    const page = show(theme());
    expect(page.sectionById(indexId("main"))).toContain("kept");
    expect(page.sectionById("bubble")).toBe(
      '<div id="shopify-section-bubble" class="shopify-section">usual</div>',
    );
  });

  test("has none of another page, and none that the theme lacks", () => {
    const page = show(theme());
    expect(page.sectionById(`template--${templateNumber("product")}__main`)).toBeNull();
    expect(page.sectionById(indexId("nothing"))).toBeNull();
    expect(page.sectionById("../layout/theme")).toBeNull();
  });
});

describe("theme blocks", () => {
  test("nest, are wrapped by their schemas, and find what is nearest", () => {
    const theme = writeTheme({
      "templates/product.json": template(
        {
          main: {
            type: "main",
            blocks: {
              outer: {
                type: "group",
                blocks: { inner: { type: "title", settings: { word: "inner" } } },
                block_order: ["inner"],
              },
              fixed: { type: "title", static: true, settings: { word: "fixed" } },
            },
            block_order: ["outer"],
          },
        },
        ["main"],
      ),
      "sections/main.liquid": `[{% content_for 'blocks' %}][{% content_for 'block', type: 'title', id: 'fixed', closest.product: other, extra: 'handed' %}] {{ section.blocks.size }}${schema({ blocks: [{ type: "@theme" }] })}`,
      "blocks/group.liquid": `<{% content_for 'blocks' %}>${schema({ tag: null, blocks: [{ type: "@theme" }] })}`,
      "blocks/title.liquid": `{{ block.settings.word }} {{ closest.product.title }} {{ extra }}${schema({ class: "t", settings: [{ type: "text", id: "word" }] })}`,
    });
    const objects = { product: { title: "Lamp" }, other: { title: "Chair" } };
    const html = bodyOf(show(theme, { template: "product", objects }).page());
    expect(html.replace(/ id="[^"]*"/g, "")).toBe(
      '<div class="shopify-section">[<<div class="shopify-block t">inner Lamp </div>>]' +
        '[<div class="shopify-block t">fixed Chair handed</div>] 1</div>',
    );
  });
});

const APP = (handle: string) => `shopify://apps/sample/blocks/${handle}/uuid`;
const placed = [{ id: "offer-1", type: APP("offer"), settings: { heading: "Together" } }];
const extension = () =>
  writeExtension({
    "blocks/offer.liquid": `{{ block.settings.heading }} {{ product.title }} {{ 'words.more' | t }}${schema({ target: "section", settings: [{ type: "text", id: "heading" }] })}`,
    "blocks/embed.liquid": `embedded${schema({ target: "body" })}`,
    "locales/en.default.json": { words: { more: "more" } },
  });

describe("app blocks", () => {
  test("go behind the buy buttons, and are rendered by the app's own words", () => {
    const theme = writeTheme({
      "templates/product.json": template(
        {
          main: {
            type: "main",
            blocks: { buy: { type: "buy_buttons" }, text: { type: "text" } },
            block_order: ["buy", "text"],
          },
        },
        ["main"],
      ),
      "sections/main.liquid": `{% for block in section.blocks %}{% case block.type %}{% when '@app' %}{% render block %}{% else %}{{ block.type }};{% endcase %}{% endfor %}${schema({ blocks: [{ type: "@app" }, { type: "buy_buttons" }, { type: "text" }] })}`,
    });
    const objects = { product: { title: "Lamp" } };
    const page = show(
      theme,
      { template: "product", objects, placedBlocks: placed },
      extension(),
    ).page();
    expect(bodyOf(page)).toContain(
      'buy_buttons;<div id="shopify-block-offer-1" class="shopify-block shopify-app-block">Together Lamp more</div>text;',
    );
  });

  test("go into the first section that takes them, where there are no buy buttons", () => {
    const theme = writeTheme({
      "templates/cart.json": template({ items: { type: "items" }, footer: { type: "footer" } }, [
        "items",
        "footer",
      ]),
      "sections/items.liquid": "items",
      "sections/footer.liquid": schema({ blocks: [{ type: "@app" }] }),
    });
    const composed = composedTemplate(theme, "cart", placed);
    expect(composed?.sections["footer"]?.block_order).toEqual(["offer-1"]);
    expect(composed?.order).toEqual(["items", "footer"]);
  });

  test("get a section of their own behind the first, where none takes them", () => {
    const theme = writeTheme({
      "templates/page.json": template({ main: { type: "main" }, more: { type: "main" } }, [
        "main",
        "more",
      ]),
      "sections/main.liquid": "main;",
    });
    expect(composedTemplate(theme, "page", placed)?.order).toEqual(["main", "apps", "more"]);
    const page = show(
      theme,
      { template: "page", placedBlocks: placed, objects: {} },
      extension(),
    ).page();
    expect(page).toContain("Together");
  });

  test("that are embeds stand at the end of the body, and where there is no app, nothing stands", () => {
    const theme = writeTheme({ "templates/index.json": template({}, []) });
    const embeds = [{ id: "e", type: APP("embed"), settings: {} }];
    expect(show(theme, { embeds }, extension()).page()).toMatch(/embedded<\/div><\/body><\/html>$/);
    expect(show(theme, { embeds }).page()).not.toContain("embedded");
  });
});

describe("what a theme lacks or the engine lacks", () => {
  const broken = (source: string) => {
    const theme = writeTheme({
      "templates/index.json": template({ main: { type: "main" } }, ["main"]),
      "sections/main.liquid": source,
    });
    return () => show(theme).page();
  };

  test.each([
    ["{{ 'a' | no_such_filter }}", /undefined filter: no_such_filter, file:sections\/main\.liquid/],
    ["{% no_such_tag %}", /tag "no_such_tag" not found, file:sections\/main\.liquid/],
    ["{% section 'gone' %}", /the theme has no sections\/gone\.liquid/],
    ["{% sections 'gone' %}", /the theme has no sections\/gone\.json/],
    ["{% content_for 'block', type: 'gone', id: 'x' %}", /the theme has no blocks\/gone\.liquid/],
    ["{{ 'no.such.words' | t }}", /translation missing: en\.no\.such\.words/],
    ["{% form 'no_such_form' %}{% endform %}", /there is no form of type "no_such_form"/],
  ])("%s is an error that names it", (source, message) => {
    expect(broken(source)).toThrow(message);
  });

  test("objects that are not known are blank", () => {
    expect(broken("[{{ unknown.thing.else }}]{% if unknown %}yes{% endif %}")()).toContain("[]");
  });
});
