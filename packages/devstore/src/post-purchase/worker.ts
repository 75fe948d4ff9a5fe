import { createRemoteRoot } from "@remote-ui/core";
import type { RemoteChannel } from "@remote-ui/core";
import { createEndpoint, retain } from "@remote-ui/rpc";
import type { MessageEndpoint } from "@remote-ui/rpc";

import { COMPONENTS } from "./components.ts";
import type { InputData } from "./input-data.ts";

/** What the extension may ask of its page. */
export interface PageActions {
  readonly initialData: unknown;
  updateStorage(data: unknown): Promise<void>;
  calculateChangeset(changeset: unknown): Promise<unknown>;
  applyChangeset(changeset: string): Promise<unknown>;
  done(): Promise<void>;
}

/** What the page asks of the worker. */
export interface WorkerExports {
  shouldRender(scriptUrl: string, inputData: InputData, actions: PageActions): Promise<boolean>;
  render(
    scriptUrl: string,
    inputData: InputData,
    actions: PageActions,
    channel: RemoteChannel,
  ): Promise<void>;
}

type Run = (...given: unknown[]) => unknown;

/** Runs the bundle, as Shopify's sandbox does: a script, once, in the global scope. */
async function load(scriptUrl: string, point: string): Promise<Run> {
  const runs = new Map<string, Run>();
  Object.assign(globalThis, {
    shopify: { extend: (name: string, run: Run) => runs.set(name, run) },
  });
  const source = await (await fetch(scriptUrl)).text();
  (0, eval)(source);
  const run = runs.get(point);
  if (!run) throw new Error(`The extension has nothing for ${point}.`);
  return run;
}

function apiOf(inputData: InputData, actions: PageActions) {
  retain(actions);
  const { extensionPoint, locale, version } = inputData;
  return {
    extensionPoint,
    locale,
    version,
    inputData,
    storage: { initialData: actions.initialData, update: actions.updateStorage },
    calculateChangeset: actions.calculateChangeset,
    applyChangeset: actions.applyChangeset,
    done: actions.done,
  };
}

const workerExports: WorkerExports = {
  async shouldRender(scriptUrl, inputData, actions) {
    const run = await load(scriptUrl, "Checkout::PostPurchase::ShouldRender");
    const { render } = (await run(apiOf(inputData, actions))) as { render: boolean };
    return render;
  },
  async render(scriptUrl, inputData, actions, channel) {
    retain(channel);
    const run = await load(scriptUrl, "Checkout::PostPurchase::Render");
    const root = createRemoteRoot(channel, { components: [...COMPONENTS] });
    await run(root, apiOf(inputData, actions));
  },
};

createEndpoint(globalThis as unknown as MessageEndpoint).expose(
  workerExports as unknown as Parameters<ReturnType<typeof createEndpoint>["expose"]>[0],
);
