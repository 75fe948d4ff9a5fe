import { describe, expect, test } from "vitest";

import { render } from "../../tests/fixture-theme.ts";
import { Picture } from "./drops.ts";

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe("loops", () => {
  test("make at most 50 rounds, and as many as a page has within paginate", () => {
    const list = { all: numbers(120) };
    const loop = "{% for one in list.all %}{{ one }} {% endfor %}";
    expect(render(loop, { list }).trim().split(" ")).toHaveLength(50);
    const paged = `{% paginate list.all by 70 %}${loop}/{{ paginate.pages }}{% endpaginate %}`;
    const [items = "", pages] = render(paged, { list }).split("/");
    expect(items.trim().split(" ")).toHaveLength(70);
    expect(pages).toBe("2");
  });

  test("leave the list as it was behind paginate", () => {
    const list = { all: numbers(9) };
    const source =
      "{% paginate list.all by 2 %}{{ list.all.size }}{% endpaginate %} {{ list.all.size }}";
    expect(render(source, { list })).toBe("2 9");
  });
});

describe("arithmetic is Ruby's", () => {
  test.each([
    ["{{ 7 | divided_by: 2 }}", "3"],
    ["{{ 7 | divided_by: 2.0 }}", "3.5"],
    ["{{ 7 | times: 1.0 | divided_by: 2 }}", "3.5"],
    ["{{ -7 | divided_by: 2 }}", "-4"],
    ["{{ 30 | divided_by: 100.0 }}", "0.3"],
    ["{{ 0.1 | plus: 0.2 }}", "0.3"],
    ["{{ 2.5 | round }}", "3"],
    ["{{ -2.5 | round }}", "-3"],
    ["{{ '12px' | plus: 1 }}", "13"],
    ["{{ -1 | modulo: 4 }}", "3"],
  ])("%s is %s", (source, shown) => expect(render(source)).toBe(shown));

  test("a division by zero is an error", () => {
    expect(() => render("{{ 1 | divided_by: 0 }}")).toThrow(/divided by 0/);
  });
});

describe("words", () => {
  const files = {
    "locales/en.default.json": {
      cart: { count: { one: "{{ count }} item", other: "{{ count }} items" } },
      hello: "Hello {{ name }}",
      rich_html: "<b>{{ name }}</b>",
    },
  };

  test("have plural forms, and escape values but in keys of HTML", () => {
    const source =
      "{{ 'cart.count' | t: count: 1 }}, {{ 'cart.count' | t: count: 2 }}; {{ 'hello' | t: name: name }} {{ 'rich_html' | t: name: name }}";
    expect(render(source, { name: "<i>" }, files)).toBe(
      "1 item, 2 items; Hello &lt;i&gt; <b><i></b>",
    );
  });
});

describe("pictures", () => {
  const image = new Picture({ id: 1, src: "/a.svg", alt: "A lamp", width: 800, height: 400 });

  test("have addresses in sizes, and elements with a choice of them", () => {
    const source =
      "{{ image | image_url: width: 400 }} {{ image | image_url: width: 400 | image_tag: widths: '200, 400', class: 'x' }}";
    expect(render(source, { image })).toBe(
      '/a.svg?width=400 <img src="/a.svg?width=400" alt="A lamp" srcset="/a.svg?width=200 200w, /a.svg?width=400 400w" width="400" height="200" class="x">',
    );
  });
});

describe("colors", () => {
  test.each([
    ["{{ '#EA5AB9' | color_brightness }}", "143.89"],
    ["{{ '#000000' | color_lighten: 50 }}", "#808080"],
    ["{{ '#ff0000' | color_darken: 25 }}", "#800000"],
    ["{{ '#ff0000' | color_modify: 'alpha', 0.5 }}", "rgba(255, 0, 0, 0.5)"],
    ["{{ '#000' | color_contrast: '#fff' }}", "21"],
    ["{{ 'teal' | color_lighten: 10 }}", "teal"],
  ])("%s is %s", (source, shown) => expect(render(source)).toBe(shown));
});

describe("forms", () => {
  test("have the hidden fields of their kind, and what the theme adds", () => {
    const source = "{% form 'product', product, id: 'f', data-type: 'add' %}x{% endform %}";
    expect(render(source, { product: { id: 7 } })).toBe(
      '<form method="post" action="/cart/add" id="f" accept-charset="UTF-8" class="shopify-product-form" enctype="multipart/form-data" data-type="add">' +
        '<input type="hidden" name="form_type" value="product"><input type="hidden" name="utf8" value="✓">x' +
        '<input type="hidden" name="product-id" value="7"><input type="hidden" name="section-id"></form>',
    );
  });

  test("of the language lead back to the page", () => {
    expect(render("{% form 'localization' %}{% endform %}")).toContain(
      '<input type="hidden" name="_method" value="put"><input type="hidden" name="return_to" value="/">',
    );
  });
});

describe("money", () => {
  test.each([
    ["{{ 129900 | money }}", "€1,299.00"],
    ["{{ 129900 | money_with_currency }}", "€1,299.00 EUR"],
    ["{{ 129900 | money_without_currency }}", "1,299.00"],
    ["{{ 129900 | money_without_trailing_zeros }}", "€1,299"],
    ["{{ nothing | money }}", ""],
  ])("%s is %s", (source, shown) => expect(render(source)).toBe(shown));
});

describe("tags whose bodies are no Liquid", () => {
  test("may hold whatever looks like Liquid", () => {
    const source =
      "{% doc %} {{ not closed {% nor %} this {% enddoc %}shown{% stylesheet %} {{ {% endstylesheet %}";
    expect(render(source)).toBe("shown");
  });
});
