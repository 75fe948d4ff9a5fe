// The theme's words about the standard actions: events of a change come from the drawer, and the cart is shown by it.
const drawer = () => document.querySelector("theme-drawer#cart-drawer");

function configure() {
  const actions = window.Shopify?.actions;
  if (!actions) return;
  actions.updateCart.configure({ eventTarget: () => drawer() ?? document });
  actions.openCart.configure({
    async handler() {
      if (drawer()?.open) drawer().open();
      else window.location.href = window.Theme.routes.cart_url;
    },
  });
}

// The actions may come with a later module of the head.
if (window.Shopify?.actions) configure();
else document.addEventListener("DOMContentLoaded", configure, { once: true });
