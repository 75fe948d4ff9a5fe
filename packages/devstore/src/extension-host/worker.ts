import "@remote-dom/core/polyfill";

import { ThreadWebWorker, retain } from "@quilted/threads";
import { ROOT_ID } from "@remote-dom/core";
import type { RemoteConnection } from "@remote-dom/core";
import {
  connectRemoteNode,
  createRemoteElement,
  RemoteEvent,
  setRemoteId,
} from "@remote-dom/core/elements";

import { createApi } from "./api.ts";
import { ELEMENTS } from "./elements.ts";
import type { PageContext } from "./page-context.ts";

/** What the page asks of the worker. */
export interface WorkerExports {
  run(connection: RemoteConnection, context: PageContext): Promise<void>;
}

for (const [name, { properties, events = [] }] of ELEMENTS)
  customElements.define(name, elementOf(properties, events));

/** A component on the extension's side. A field's event brings what was typed, which its element then has. */
function elementOf(properties: readonly string[], events: readonly string[]) {
  return createRemoteElement({
    // By attribute as well: Preact sets some, such as href, that way only.
    properties: Object.fromEntries(properties.map((name) => [name, {}])),
    events: Object.fromEntries(
      events.map((name) => [
        name,
        {
          dispatchEvent(this: Element, detail: unknown) {
            if (detail && typeof detail === "object") Object.assign(this, detail);
            return new RemoteEvent(name, { detail });
          },
        },
      ]),
    ),
  } as never);
}

type Run = (...given: unknown[]) => unknown;

ThreadWebWorker.self<object, WorkerExports>({
  exports: {
    async run(connection, context) {
      retain(connection);
      const runs = new Map<string, Run>();
      Object.assign(globalThis, {
        shopify: createApi(context, (target, run) => runs.set(target, run)),
      });
      const body = document.body;
      setRemoteId(body, ROOT_ID);
      connectRemoteNode(body, connection);
      const source = await (await fetch(context.scriptUrl)).text();
      // As Shopify's sandbox does: the bundle is a script, run once in the global scope.
      (0, eval)(source);
      const run = runs.get(context.target);
      if (!run) throw new Error(`The extension has nothing for ${context.target}.`);
      await run((globalThis as { shopify?: unknown }).shopify);
    },
  },
});
