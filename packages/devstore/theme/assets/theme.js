// The theme's own behaviour: it knows nothing of any app. Each part works without it by a form post.
const root = window.Shopify.routes.root;
const CART_SECTIONS = ["cart-drawer", "cart-icon-bubble", "main-cart-items"];
const onPage = () => CART_SECTIONS.filter((id) => document.getElementById(`shopify-section-${id}`));

function showSections(sections) {
  for (const [id, html] of Object.entries(sections ?? {})) {
    const fresh = new DOMParser()
      .parseFromString(html, "text/html")
      .getElementById(`shopify-section-${id}`);
    const old = document.getElementById(`shopify-section-${id}`);
    const target = old.querySelector(id) ?? old;
    target.innerHTML = (fresh.querySelector(id) ?? fresh).innerHTML;
  }
}

async function post(path, body) {
  const response = await fetch(root + path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ ...body, sections: onPage(), sections_url: location.pathname }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.description);
  showSections(answer.sections);
}

class CartDrawer extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => {
      if (event.target === this || event.target.closest("[data-close]")) this.close();
    });
    this.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
    });
  }
  open() {
    this.opener = document.activeElement;
    this.hidden = false;
    this.querySelector(".drawer__panel").focus();
  }
  close() {
    this.hidden = true;
    this.opener?.focus();
  }
}
customElements.define("cart-drawer", CartDrawer);
const drawer = () => document.querySelector("cart-drawer");

// What apps do to the cart is shown here too (shopify.dev, "Configure actions").
window.Shopify.actions.updateCart.configure({
  eventTarget: () => drawer(),
  async handler(change) {
    const answer = await change();
    const response = await fetch(`${location.pathname}?sections=${onPage().join()}`);
    showSections(await response.json());
    return answer;
  },
});
window.Shopify.actions.openCart.configure({ handler: async () => drawer().open() });

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-product-form]");
  if (!form || event.submitter?.hasAttribute("data-buy-now")) return;
  event.preventDefault();
  const status = form.querySelector("[data-product-status]");
  try {
    const data = new FormData(form);
    await post("cart/add.js", {
      items: [
        {
          id: Number(data.get("id")),
          quantity: Number(data.get("quantity")),
          selling_plan: data.get("selling_plan"),
        },
      ],
    });
    status.textContent = "";
    drawer().open();
  } catch (failure) {
    status.textContent = failure.message;
  }
});

async function changeLine(key, quantity) {
  const status = document.querySelector("[data-cart-status]");
  try {
    await post("cart/change.js", { id: key, quantity });
    if (status) status.textContent = "";
  } catch (failure) {
    if (status) status.textContent = failure.message;
    else location.reload();
  }
}

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-product-form] select[name=id]")) {
    const option = event.target.selectedOptions[0];
    document.querySelector("[data-product-price]").textContent = option.dataset.money;
    const url = new URL(location);
    url.searchParams.set("variant", option.value);
    history.replaceState(null, "", url);
  }
  const line = event.target.closest("[data-cart-form] [data-line]");
  if (line) void changeLine(line.dataset.line, Number(event.target.value));
});

document.addEventListener("click", (event) => {
  const remove = event.target.closest(".line__remove");
  if (remove) {
    event.preventDefault();
    void changeLine(remove.closest("[data-line]").dataset.line, 0);
  }
  if (event.target.closest("[data-cart-link]") && location.pathname !== `${root}cart`) {
    event.preventDefault();
    drawer().open();
  }
});
