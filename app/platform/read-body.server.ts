import type { IncomingMessage } from "node:http";

import type { NoRoom } from "./body-room.server.ts";

/** What came in; "too large" for more than may come, and "cut off" where the client left or was too slow. */
export type ReadBody = Buffer | "too large" | "cut off" | NoRoom;

/** Whether a request says that it has a body (RFC 9112, "Message Body"). */
export const hasBody = ({ headers }: IncomingMessage) =>
  headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;

/**
 * Reads the body of a request, up to a number of bytes: no route sees one that is larger, and none is signed, parsed or kept before it
 * is known to be small enough. One that says that it is larger is not read at all.
 * @param take asks for room for what comes in; without any, nothing more is read
 */
export async function readBody(
  request: IncomingMessage,
  mostBytes: number,
  take: (bytes: number) => NoRoom | null,
): Promise<ReadBody> {
  if (Number(request.headers["content-length"] ?? 0) > mostBytes) return "too large";
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      bytes += chunk.length;
      if (bytes > mostBytes) return "too large";
      const none = take(chunk.length);
      if (none !== null) return none;
      chunks.push(chunk);
    }
  } catch (failure) {
    if (request.complete) throw failure;
    return "cut off";
  }
  return Buffer.concat(chunks);
}

/** A number of bytes in words. */
export const sizeInWords = (bytes: number) =>
  bytes >= 1_000_000 ? `${bytes / 1_000_000} MB` : `${bytes / 1_000} kB`;
