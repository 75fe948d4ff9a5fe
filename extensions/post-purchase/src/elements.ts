import type { ArgumentsForExtension, Components } from "@shopify/post-purchase-ui-extensions";

/** What an extension renders into. */
export type Root = ArgumentsForExtension<"Checkout::PostPurchase::Render">[0];

type Type = Components[keyof Components];
type PropsOf<One extends Type> = One extends { readonly props?: infer Props }
  ? NonNullable<Props>
  : never;

/** A text whose words can change. */
export type Words = ReturnType<Root["createText"]>;

/** A component of the package's, with its own properties. */
export interface Element<Props = object> {
  readonly children: readonly Child[];
  appendChild(child: Child): unknown;
  removeChild(child: Child): unknown;
  updateProps(props: Partial<Props>): unknown;
}

/** A component of whatever kind. */
type AnyElement = Omit<Element, "updateProps">;
export type Child = AnyElement | Words | string;

/** Makes a component. */
export type Make = <One extends Type>(
  type: One,
  props: PropsOf<One>,
  children?: readonly Child[],
) => Element<PropsOf<One>>;

/**
 * What makes components of a root. The package's own types say `never` for all properties under `exactOptionalPropertyTypes`, so they
 * are read off its components here.
 */
export function makerFor(root: Root): Make {
  const create = root.createComponent.bind(root) as unknown as Make;
  return (type, props, children = []) => create(type, props, children);
}

/** Puts something into the root. */
export function putInto(root: Root, child: Child): void {
  (root as unknown as AnyElement).appendChild(child);
}

/** Takes out whatever stands in a component. */
export function empty(element: AnyElement): void {
  for (const child of [...element.children]) element.removeChild(child);
}
