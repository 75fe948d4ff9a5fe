import { evalToken, Tag, toValue } from "liquidjs";
import type { Context, Emitter, Liquid, Parser, TagToken, Template, TopLevelToken } from "liquidjs";

import { stateOf } from "../render-state.ts";
import type { PageState } from "../render-state.ts";
import { readBody } from "./plain.ts";

/** Most items of a page (shopify.dev, Liquid, "paginate"). */
const LARGEST_PAGE = 250;
/** Pages that are linked to the left and right of the shown one, where a theme asks for no other window. */
const WINDOW = 2;

type ValueToken = ReturnType<TagToken["tokenizer"]["readValue"]>;

/** `{% paginate collection.products by 24 %}`: inside, the list holds the shown page of it. */
export class PaginateTag extends Tag {
  readonly #path: string;
  readonly #size: ValueToken;
  readonly #body: Template[];

  constructor(token: TagToken, remaining: TopLevelToken[], liquid: Liquid, parser: Parser) {
    super(token, remaining, liquid);
    const [whole, path] = /^\s*([\w.]+)\s+by\s+/.exec(this.tokenizer.remaining()) ?? [];
    if (whole === undefined || path === undefined)
      throw new Error(`illegal tag: ${token.getText()}`);
    this.#path = path;
    this.tokenizer.advance(whole.length);
    this.#size = this.tokenizer.readValue();
    this.#body = readBody(token, remaining, parser);
  }

  *render(context: Context, emitter: Emitter): Generator<unknown, void, unknown> {
    const steps = this.#path.split(".");
    const name = steps.at(-1) ?? "";
    const owner: unknown = steps.length > 1 ? context.getSync(steps.slice(0, -1)) : null;
    const found: unknown = toValue(context.getSync(steps));
    const items: readonly unknown[] = Array.isArray(found) ? found : [];
    const asked = Number(toValue(yield evalToken(this.#size, context)));
    const size = Math.min(LARGEST_PAGE, Math.max(1, Math.floor(asked) || 1));
    const { page } = stateOf(context);
    const paginate = describe(page, items.length, size);
    const shown = items.slice(paginate.current_offset, paginate.current_offset + size);
    const limit = page.loopLimit;
    page.loopLimit = Math.max(limit, size);
    const restore =
      typeof owner === "object" && owner !== null ? replace(owner, name, shown) : null;
    context.push(restore ? { paginate } : { paginate, [name]: shown });
    try {
      yield this.liquid.renderer.renderTemplates(this.#body, context, emitter);
    } finally {
      context.pop();
      restore?.();
      page.loopLimit = limit;
    }
  }
}

/** Puts a page in the place of the whole list. @returns what puts it back */
function replace(owner: object, name: string, value: unknown): () => void {
  const before = Object.getOwnPropertyDescriptor(owner, name);
  Object.defineProperty(owner, name, { value, configurable: true, enumerable: true });
  return () => {
    if (before) Object.defineProperty(owner, name, before);
    else Reflect.deleteProperty(owner, name);
  };
}

/** The object `paginate` (shopify.dev, Liquid, "paginate" object). */
function describe({ path, query }: PageState, items: number, size: number) {
  const pages = Math.max(1, Math.ceil(items / size));
  const current = Math.min(pages, Math.max(1, Math.floor(Number(query.get("page"))) || 1));
  const url = (page: number) => {
    const parameters = new URLSearchParams(query);
    for (const name of ["section_id", "sections"]) parameters.delete(name);
    parameters.set("page", String(page));
    return `${path.split("?")[0]}?${parameters.toString()}`;
  };
  const link = (title: string, page: number) => ({ title, url: url(page), is_link: true });
  const numbers = Array.from({ length: pages }, (_, index) => index + 1);
  const parts = numbers.flatMap(
    (page): { title: string; url: string | null; is_link: boolean }[] => {
      if (page === current) return [{ title: String(page), url: null, is_link: false }];
      const distance = Math.abs(page - current);
      if (page === 1 || page === pages || distance <= WINDOW) return [link(String(page), page)];
      return distance === WINDOW + 1 ? [{ title: "…", url: null, is_link: false }] : [];
    },
  );
  return {
    current_offset: (current - 1) * size,
    current_page: current,
    items,
    page_param: "page",
    page_size: size,
    pages,
    parts,
    previous: current > 1 ? link("« Previous", current - 1) : null,
    next: current < pages ? link("Next »", current + 1) : null,
  };
}
