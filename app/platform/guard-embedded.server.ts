import type { PGlite } from "@electric-sql/pglite";
import { z } from "zod";

const panicSchema = z.object({ severity: z.enum(["PANIC", "FATAL"]) });

/** PostgreSQL ends its process after these two; so does Wasm after a trap. */
const hasEnded = (failure: unknown) =>
  panicSchema.safeParse(failure).success || failure instanceof WebAssembly.RuntimeError;

/**
 * Keeps the embedded database from being asked anything once it has broken off, such as when it could not write its log: PostgreSQL
 * would end its process there, and PGlite, which is part of ours, would spin for ever. From then on every question fails with what broke it.
 * @param onEnd is told once, with what broke it
 */
export function guardEmbedded(pglite: PGlite, onEnd: (failure: unknown) => void): void {
  let end: { readonly failure: unknown } | null = null;
  const ask = pglite.execProtocolRawSync.bind(pglite);
  const read = pglite.execProtocolStream.bind(pglite);
  const hear = (failure: unknown) => {
    if (end !== null || !hasEnded(failure)) return;
    end = { failure };
    onEnd(failure);
  };
  // All goes through this one at last, also what PGlite does by itself after a failure.
  pglite.execProtocolRawSync = (message) => {
    if (end !== null) throw end.failure;
    try {
      return ask(message);
    } catch (failure) {
      hear(failure);
      throw failure;
    }
  };
  pglite.execProtocolStream = async (...asked) => {
    try {
      return await read(...asked);
    } catch (failure) {
      hear(failure);
      throw failure;
    }
  };
}
