// The admin around an embedded app: answers what app-bridge.js asks.
const frame = document.querySelector("iframe");
const answer = (id, value) =>
  frame.contentWindow.postMessage({ standIn: "answer", id, value }, "*");
const send = (message) => frame.contentWindow.postMessage(message, "*");
const { base: prefix, home } = frame.dataset;

const calls = {
  "id-token": async ({ id }) =>
    answer(id, (await (await fetch("/stand-in/session-token")).json()).token),
  toast: ({ message, isError }) => {
    const toast = document.createElement("div");
    toast.className = isError ? "toast toast--error" : "toast";
    toast.setAttribute("role", "status");
    toast.textContent = message;
    document.body.append(toast);
    setTimeout(() => toast.remove(), 5000);
  },
  loading: ({ isLoading }) => document.body.toggleAttribute("data-loading", isLoading),
  location: ({ path }) => {
    const [pathname, query = ""] = path.split("?");
    const own = new URLSearchParams(query);
    for (const name of [
      "embedded",
      "shop",
      "host",
      "id_token",
      "hmac",
      "timestamp",
      "session",
      "locale",
    ])
      own.delete(name);
    history.replaceState(null, "", prefix + pathname + (String(own) ? `?${own}` : ""));
    for (const link of document.querySelectorAll("[data-app-link]")) {
      const isCurrent =
        pathname === link.dataset.appLink ||
        (link.dataset.appLink !== home && pathname.startsWith(`${link.dataset.appLink}/`));
      link.toggleAttribute("aria-current", isCurrent);
    }
  },
  navigation: ({ links }) => {
    document.querySelector("[data-app-links]").replaceChildren(
      ...links.map(({ label, path }) => {
        const link = document.createElement("a");
        link.textContent = label;
        link.href = prefix + path;
        link.dataset.appLink = path;
        link.toggleAttribute("aria-current", location.pathname.startsWith(prefix + path));
        return link;
      }),
    );
  },
  open: ({ path, isNew }) => (isNew ? window.open(path) : location.assign(path)),
  "save-bar": ({ bar, isShown }) => {
    document.querySelector(".save-bar")?.remove();
    if (!isShown) return;
    const element = document.createElement("div");
    element.className = "save-bar";
    element.setAttribute("role", "region");
    element.setAttribute("aria-label", "Unsaved changes");
    element.innerHTML = `<span>Unsaved changes</span><button type="button" data-discard>Discard</button><button type="button" class="primary" data-save>Save</button>`;
    element.querySelector("[data-save]").onclick = () =>
      send({ standIn: "save-bar", id: bar, save: true });
    element.querySelector("[data-discard]").onclick = () =>
      send({ standIn: "save-bar", id: bar, save: false });
    document.body.append(element);
  },
  "leave-confirmation": ({ id }) => {
    if (confirm("Leave page with unsaved changes?")) answer(id);
  },
  "resource-picker": async ({ id, options }) => answer(id, await pick(options)),
};

window.addEventListener("message", (event) => {
  if (event.source === frame.contentWindow && event.data?.standIn === "call")
    void calls[event.data.call]?.(event.data);
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-app-link]");
  if (!link) return;
  event.preventDefault();
  send({ standIn: "navigate", path: link.dataset.appLink });
});

/** Shopify's picker: products with their variants, or collections, searched, one or many. */
function pick(options) {
  const isOfProducts = options.type === "product";
  const what = isOfProducts ? "products" : "collections";
  return new Promise((resolve) => {
    const dialog = document.createElement("dialog");
    dialog.className = "picker";
    dialog.setAttribute("aria-label", `Select ${what}`);
    dialog.innerHTML = `<form method="dialog"><header><h2>Select ${what}</h2></header><input type="search" aria-label="Search ${what}" placeholder="Search ${what}"><div class="picker__list"></div><footer><span data-count></span><button type="button" data-cancel>Cancel</button><button type="submit" class="primary" data-done>Select</button></footer></form>`;
    const chosen = new Map(
      options.selectionIds.map((one) => [
        one.id,
        { id: one.id, variants: new Set((one.variants ?? []).map((variant) => variant.id)) },
      ]),
    );
    const known = new Map();
    const list = dialog.querySelector(".picker__list");
    const count = () =>
      (dialog.querySelector("[data-count]").textContent = `${chosen.size} selected`);

    const toggle = (product, variantId, isOn) => {
      if (!options.multiple && isOn) chosen.clear();
      const row = chosen.get(product.id) ?? { id: product.id, variants: new Set() };
      const all = isOfProducts ? product.variants.map((one) => one.id) : [product.id];
      for (const variant of variantId ? [variantId] : all) {
        if (isOn) row.variants.add(variant);
        else row.variants.delete(variant);
      }
      if (row.variants.size > 0) chosen.set(product.id, row);
      else chosen.delete(product.id);
      draw();
    };
    const isOn = (product, variant) => {
      const row = chosen.get(product.id);
      return Boolean(row) && (row.variants.size === 0 || !variant || row.variants.has(variant.id));
    };
    let shown = [];
    const draw = () => {
      list.replaceChildren(
        ...shown.flatMap((product) => [
          check(
            product.title,
            product.images[0]?.originalSrc,
            isOn(product),
            (on) => toggle(product, null, on),
            product.variants.length > 1
              ? `${product.variants.length} variants`
              : (product.variants[0]?.price ?? ""),
          ),
          ...(options.variants && product.variants.length > 1
            ? product.variants.map((variant) =>
                check(
                  variant.title,
                  null,
                  isOn(product, variant),
                  (on) => toggle(product, variant.id, on),
                  variant.price,
                ),
              )
            : []),
        ]),
      );
      count();
    };
    const check = (label, image, checked, change, detail) => {
      const row = document.createElement("label");
      row.className = image || !isOfProducts ? "picker__row" : "picker__row picker__row--variant";
      const box = Object.assign(document.createElement("input"), {
        type: options.multiple ? "checkbox" : "radio",
        checked,
      });
      box.onchange = () => change(box.checked);
      const text = Object.assign(document.createElement("span"), { textContent: label });
      const side = Object.assign(document.createElement("small"), { textContent: detail });
      row.append(
        box,
        ...(image
          ? [
              Object.assign(document.createElement("img"), {
                src: image,
                width: 36,
                height: 36,
                alt: "",
              }),
            ]
          : []),
        text,
        side,
      );
      return row;
    };
    const load = async () => {
      const query = dialog.querySelector("input[type=search]").value;
      shown = await (
        await fetch(
          `/stand-in/picker${isOfProducts ? "" : "/collections"}?query=${encodeURIComponent(query)}&ids=${encodeURIComponent([...chosen.keys()].join())}`,
        )
      ).json();
      for (const product of shown) known.set(product.id, product);
      draw();
    };
    dialog.querySelector("input[type=search]").oninput = load;
    const close = (value) => {
      dialog.remove();
      resolve(value);
    };
    dialog.querySelector("[data-cancel]").onclick = () => close(undefined);
    dialog.addEventListener("cancel", () => close(undefined));
    dialog.querySelector("form").onsubmit = (event) => {
      event.preventDefault();
      close(
        [...chosen.values()].map((row) => {
          const product = known.get(row.id);
          return {
            ...product,
            variants: product.variants.filter(
              (variant) => row.variants.size === 0 || row.variants.has(variant.id),
            ),
          };
        }),
      );
    };
    document.body.append(dialog);
    dialog.showModal();
    void load();
  });
}
