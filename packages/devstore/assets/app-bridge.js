// Stand-in for Shopify's App Bridge, inside the app's frame. It speaks to frame.js in the page around it.
(() => {
  if (window.shopify) return;
  const parameters = new URLSearchParams(location.search);
  const script = document.currentScript;
  const remembered = (name) =>
    parameters.get(name) ?? sessionStorage.getItem(`stand-in-${name}`) ?? "";
  const shop = remembered("shop");
  const host = remembered("host");
  sessionStorage.setItem("stand-in-shop", shop);
  sessionStorage.setItem("stand-in-host", host);

  const waiting = new Map();
  let lastCall = 0;
  const tell = (call, details = {}) =>
    parent.postMessage({ standIn: "call", call, id: 0, ...details }, "*");
  const ask = (call, details = {}) =>
    new Promise((resolve) => {
      const id = ++lastCall;
      waiting.set(id, resolve);
      parent.postMessage({ standIn: "call", call, id, ...details }, "*");
    });

  const bars = new Map();
  window.addEventListener("message", ({ data, source }) => {
    if (source !== parent || !data?.standIn) return;
    if (data.standIn === "answer") {
      waiting.get(data.id)?.(data.value);
      waiting.delete(data.id);
    }
    if (data.standIn === "navigate") navigate(data.path);
    if (data.standIn === "save-bar")
      document
        .getElementById(data.id)
        ?.querySelector(data.save ? "button[variant=primary]" : "button:not([variant=primary])")
        ?.click();
  });

  function navigate(path) {
    const link = document.createElement("a");
    link.href = path;
    document.body.append(link);
    link.dispatchEvent(new CustomEvent("shopify:navigate", { bubbles: true }));
    link.remove();
  }

  window.shopify = {
    config: {
      apiKey:
        script?.dataset.apiKey ??
        document.querySelector("meta[name=shopify-api-key]")?.content ??
        "",
      shop,
      host,
      locale: "en",
    },
    environment: { embedded: true, mobile: false, pos: false },
    ready: Promise.resolve(),
    idToken: () => ask("id-token"),
    loading: (isLoading) => tell("loading", { isLoading: isLoading !== false }),
    toast: {
      show: (message, options) => (
        tell("toast", { message, isError: options?.isError === true }),
        "toast"
      ),
      hide: () => {},
    },
    resourcePicker: (options) =>
      ask("resource-picker", {
        options: {
          type: options.type,
          multiple: options.multiple ?? false,
          action: options.action,
          selectionIds: options.selectionIds ?? [],
          variants: options.filter?.variants !== false,
          query: options.query ?? "",
        },
      }),
    saveBar: {
      show: async (id) => (bars.set(id, true), tell("save-bar", { bar: id, isShown: true })),
      hide: async (id) => (bars.delete(id), tell("save-bar", { bar: id, isShown: false })),
      toggle: (id) => (bars.has(id) ? shopify.saveBar.hide(id) : shopify.saveBar.show(id)),
      leaveConfirmation: () => (bars.size === 0 ? Promise.resolve() : ask("leave-confirmation")),
    },
    modal: {
      show: async (id) => document.getElementById(id)?.show?.(),
      hide: async (id) => document.getElementById(id)?.hide?.(),
      toggle: async (id) => document.getElementById(id)?.toggle?.(),
    },
  };

  const plainFetch = window.fetch;
  window.fetch = async (input, init) => {
    const request = new Request(input, init);
    if (new URL(request.url).origin !== location.origin || request.headers.has("Authorization"))
      return plainFetch(request);
    request.headers.set("Authorization", `Bearer ${await shopify.idToken()}`);
    request.headers.set("X-Requested-With", "XMLHttpRequest");
    return plainFetch(request);
  };

  const say = () =>
    tell("location", { path: location.pathname + location.search, title: document.title });
  for (const name of ["pushState", "replaceState"]) {
    const plain = history[name].bind(history);
    history[name] = (...rest) => {
      plain(...rest);
      say();
    };
  }
  window.addEventListener("popstate", say);
  document.addEventListener("DOMContentLoaded", say);
  document.addEventListener(
    "click",
    (event) => {
      const link = event.target.closest?.("a[href]");
      const href = link?.getAttribute("href") ?? "";
      if (!href.startsWith("shopify://admin/") && !href.startsWith("shopify:admin/")) return;
      event.preventDefault();
      tell("open", {
        path: `/admin/${href.replace(/^shopify:(\/\/)?admin\//, "")}`,
        isNew: link.target === "_blank",
      });
    },
    true,
  );

  class NavMenu extends HTMLElement {
    connectedCallback() {
      this.style.display = "none";
      const report = () =>
        tell("navigation", {
          links: [...this.querySelectorAll("a")]
            .filter((link) => link.rel !== "home")
            .map((link) => ({ label: link.textContent, path: link.getAttribute("href") })),
        });
      new MutationObserver(report).observe(this, {
        childList: true,
        subtree: true,
        characterData: true,
      });
      setTimeout(report);
    }
  }
  class Hidden extends HTMLElement {
    connectedCallback() {
      this.style.display = "none";
    }
  }
  class SaveBar extends Hidden {
    disconnectedCallback() {
      if (bars.delete(this.id)) tell("save-bar", { bar: this.id, isShown: false });
    }
    show() {
      void shopify.saveBar.show(this.id);
    }
    hide() {
      void shopify.saveBar.hide(this.id);
    }
  }
  class ModalElement extends Hidden {
    show() {
      this.style.display = "block";
      this.style.cssText +=
        ";position:fixed;inset:15% 20%;background:#fff;box-shadow:0 0 0 100vmax #0006;padding:1.5rem;border-radius:12px;z-index:600";
    }
    hide() {
      this.style.display = "none";
    }
    toggle() {
      if (this.style.display === "none") this.show();
      else this.hide();
    }
  }
  customElements.define("ui-nav-menu", NavMenu);
  customElements.define("ui-title-bar", Hidden);
  customElements.define("ui-save-bar", SaveBar);
  customElements.define("ui-modal", ModalElement);
})();
