import type { RemoteReceiver, RemoteReceiverAttachableChild } from "@remote-ui/core";

import type { ComponentName } from "./components.ts";
import { DRAWINGS } from "./drawings.ts";

type Attached = RemoteReceiver["attached"];

/** Shows in its place what an extension renders, and follows it. */
export function showTree({ attached }: RemoteReceiver, place: HTMLElement): void {
  const { root } = attached;
  const nodes = new Map<string, Node>();
  const showChildren = (parent: HTMLElement, children: readonly RemoteReceiverAttachableChild[]) =>
    parent.replaceChildren(...children.map((child) => nodeOf(attached, nodes, child)));
  showChildren(place, root.children);
  attached.subscribe(root, ({ children }) => showChildren(place, children));
}

/** The node of a child; one that was shown before stays the same, so that it keeps its focus. */
function nodeOf(
  attached: Attached,
  nodes: Map<string, Node>,
  child: RemoteReceiverAttachableChild,
): Node {
  const known = nodes.get(child.id);
  if (known) return known;
  if (!("type" in child)) {
    const text = document.createTextNode(child.text);
    attached.subscribe(child, (changed) => void (text.textContent = changed.text));
    nodes.set(child.id, text);
    return text;
  }
  const drawing = DRAWINGS[child.type as ComponentName]();
  nodes.set(child.id, drawing.element);
  const follow = (component: typeof child) => {
    drawing.update(component.props as Record<string, unknown>);
    drawing.slot?.replaceChildren(...component.children.map((one) => nodeOf(attached, nodes, one)));
  };
  follow(child);
  attached.subscribe(child, follow);
  return drawing.element;
}
