import { open } from "node:fs/promises";
import { setImmediate as pause } from "node:timers/promises";

import type { BulkOperation } from "../state/types.ts";
import { AFTER, inPages } from "./bulk-pages.ts";
import type { ApiContext } from "./context.ts";

interface Connection {
  edges: { node: Record<string, unknown> }[];
}

function isConnection(value: unknown): value is Connection {
  return typeof value === "object" && value !== null && "edges" in value;
}

/** One line for an object, without its connections, and then one for each object in them. */
function linesOf(node: Record<string, unknown>, parentId?: string): string[] {
  const own = Object.entries(node).filter(([, value]) => !isConnection(value));
  const line = Object.fromEntries(own);
  const children = Object.values(node).filter(isConnection);
  return [
    JSON.stringify(parentId === undefined ? line : { ...line, __parentId: parentId }),
    ...children.flatMap(({ edges }) =>
      edges.flatMap((edge) => linesOf(edge.node, String(node["id"]))),
    ),
  ];
}

/** Operations that this process works at. */
const running = new Set<string>();

/** Whether an operation that is not done is being worked at: one that a process left behind is not. */
export function isRunning({ id }: BulkOperation): boolean {
  return running.has(id);
}

/** Works an operation off in the background, a page at a time, into its file. What goes wrong is noted with it, as Shopify does. */
export function runBulk(operation: BulkOperation, query: string, context: ApiContext): void {
  const { bulkOperations } = context.store;
  const note = (change: Partial<BulkOperation>) => {
    const known = context.store.isOpen ? bulkOperations.get(operation.id) : undefined;
    if (known) bulkOperations.put({ ...known, ...change });
    return known !== undefined;
  };
  running.add(operation.id);
  write(operation, query, context, note)
    .catch((failure: unknown) => {
      console.error("A bulk operation failed:", failure);
      note({ state: "failed" });
    })
    .finally(() => running.delete(operation.id));
}

async function write(
  { file }: BulkOperation,
  query: string,
  context: ApiContext,
  note: (change: Partial<BulkOperation>) => boolean,
): Promise<void> {
  const source = inPages(query);
  const output = await open(file, "w");
  try {
    let after: string | null = null;
    let rootObjects = 0;
    do {
      const page = await readPage(source, after, context);
      rootObjects += page.nodes.length;
      const lines = page.nodes.flatMap((node) => linesOf(node));
      await output.write(lines.map((line) => `${line}\n`).join(""));
      after = page.next;
      // Gone, or the store was closed.
      if (!note({ rootObjects })) return;
      await pause();
    } while (after !== null);
  } finally {
    await output.close();
  }
  note({ state: "completed" });
}

async function readPage(source: string, after: string | null, context: ApiContext) {
  const { data, errors } = await context.runQuery(source, { [AFTER]: after });
  if (errors?.[0]) throw errors[0];
  const top = Object.values(data ?? {}).find(isConnection) as
    (Connection & { pageInfo: { hasNextPage: boolean; endCursor: string | null } }) | undefined;
  if (!top) throw new Error("The query has no connection at its top.");
  return {
    nodes: top.edges.map((edge) => edge.node),
    next: top.pageInfo.hasNextPage ? top.pageInfo.endCursor : null,
  };
}
