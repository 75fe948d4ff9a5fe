import { readFileSync } from "node:fs";

import { parse } from "smol-toml";

import type { ApiContext } from "../context.ts";
import type { Resolvers } from "../run-document.ts";

interface FlowToml {
  extensions: { handle: string; type: string }[];
  settings: { fields: { type: string; key?: string }[] };
}

/** What references are called in a payload (shopify.dev, "Flow trigger reference"). */
const REFERENCES: Readonly<Record<string, string>> = {
  customer_reference: "customer_id",
  order_reference: "order_id",
};

/** Shopify Flow, as far as it is told of: what it was told stays, and no workflow runs. */
export const flowResolvers: Resolvers<ApiContext> = {
  Mutation: {
    flowTriggerReceive: (
      _source: never,
      { handle, payload }: { handle: string; payload: Record<string, unknown> },
      { store, now }: ApiContext,
    ) => {
      const { extensions, settings } = parse(
        readFileSync("extensions/flow/shopify.extension.toml", "utf8"),
      ) as unknown as FlowToml;
      const refuse = (message: string) => ({ userErrors: [{ field: null, message }] });
      if (!extensions.some((one) => one.type === "flow_trigger" && one.handle === handle))
        return refuse(`Handle ${handle} is not a trigger of the app.`);
      const keys = settings.fields.map(({ type, key }) => REFERENCES[type] ?? key ?? "");
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
