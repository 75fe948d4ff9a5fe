import type { Context } from "liquidjs";

import type { BlockInstance, SectionInstance } from "./instances.ts";

/** What tags know of the rendering that they are in; Liquid does not see it. */
export interface RenderState {
  readonly page: PageState;
  readonly parts: PartRenderer;
  readonly section?: SectionInstance;
  readonly block?: BlockInstance;
  /** Whether an app's block is rendered, which alone sees the app's own metafields. */
  readonly isApp?: boolean;
}

/** What renders the parts of a theme that tags ask for. */
export interface PartRenderer {
  staticSection(type: string): string;
  sectionGroup(name: string): string;
  /** The blocks inside of the section or block that is being rendered, but for static ones. */
  childBlocks(given: ReadonlyMap<string, unknown>, context: Context): string;
  staticBlock(
    type: string,
    key: string,
    given: ReadonlyMap<string, unknown>,
    context: Context,
  ): string;
  /** What `{% render block %}` puts in its place. */
  appBlock(block: unknown, context: Context): string;
}

/** What one page shares in all its parts. */
export interface PageState {
  /** Rounds that a `for` makes at most; `paginate` lifts it to the size of its pages. */
  loopLimit: number;
  /** Layout that a Liquid template chose by `layout`; false for none. */
  layout: string | false;
  /** Path and query of the page, with the language's prefix. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** What a form that was sent has to say, by the type of the form. */
  readonly formMessages: ReadonlyMap<string, FormMessage>;
}

export interface FormMessage {
  readonly error?: string;
  readonly isSent?: boolean;
}

const STATE = Symbol("render state");

/** Globals with a state in them, which snippets inherit. */
export function withState(globals: object, state: RenderState): object {
  return extended(globals, { [STATE]: state });
}

/** The state of a rendering. @throws outside of a theme */
export function stateOf(context: Context): RenderState {
  const state: unknown = Reflect.get(context.globals, STATE);
  if (!state) throw new Error("this tag renders within a theme only");
  return state as RenderState;
}

/** Whether an app's block is being rendered. */
export function isAppRendering(context: Context): boolean {
  const state = Reflect.get(context.globals, STATE) as RenderState | undefined;
  return state?.isApp === true;
}

/** Both objects in one, whose getters are not called for it. */
export function extended(base: object, more: object): object {
  return Object.defineProperties(
    {},
    { ...Object.getOwnPropertyDescriptors(base), ...Object.getOwnPropertyDescriptors(more) },
  );
}
