import { readFileSync } from "node:fs";
import { join } from "node:path";

import { parse } from "smol-toml";

import type { ApiContext } from "../context.ts";
import type { Resolvers } from "../run-document.ts";

interface FlowToml {
  extensions: { handle: string; type: string }[];
  settings: { fields: { type: string; key?: string }[] };
}

/** What references are called in a payload (shopify.dev, "Flow trigger reference"). */
const REFERENCES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    customer_reference: "customer_id",
    order_reference: "order_id",
  }),
);

/** A trigger of the app's, by its handle. */
function readTrigger(folders: readonly string[], handle: string): FlowToml | undefined {
  return folders
    .map(
      (folder) =>
        parse(readFileSync(join(folder, "shopify.extension.toml"), "utf8")) as unknown as FlowToml,
    )
    .find(({ extensions }) =>
      extensions.some((one) => one.type === "flow_trigger" && one.handle === handle),
    );
}

/** Shopify Flow, as far as it is told of: what it was told stays, and no workflow runs. */
export const flowResolvers: Resolvers<ApiContext> = {
  Mutation: {
    flowTriggerReceive: (
      _source: never,
      { handle, payload }: { handle: string; payload: Record<string, unknown> },
      { configuration, store, now }: ApiContext,
    ) => {
      const refuse = (message: string) => ({ userErrors: [{ field: null, message }] });
      const toml = readTrigger(configuration.extensions.flowTriggers, handle);
      if (!toml) return refuse(`Handle ${handle} is not a trigger of the app.`);
      const keys = toml.settings.fields.map(({ type, key }) => REFERENCES.get(type) ?? key ?? "");
      const wrong = Object.keys(payload).find((key) => !keys.includes(key));
      if (wrong !== undefined) return refuse(`The trigger has no field ${wrong}.`);
      store.flowEvents.put({
        id: store.nextId("FlowEvent"),
        handle,
        payload,
        at: now().toISOString(),
      });
      return { userErrors: [] };
    },
  },
};
