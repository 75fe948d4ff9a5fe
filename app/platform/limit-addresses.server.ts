import { isIPv6 } from "node:net";

import type { NextFunction, Request, Response } from "express";

import { doorOf } from "./doors.server.ts";
import type { Door } from "./doors.server.ts";
import { KNOWN_SENDER } from "./known-sender.server.ts";
import { RateLimit, tooMany } from "./rate-limit.server.ts";
import { refuse } from "./refuse.server.ts";

/** A signature or a key that is wrong, a body that is too large or too slow: what nobody sends who belongs here. */
const REFUSED: readonly number[] = [401, 408, 413];

/** Who is to come again later, for want of room, before anybody has looked at what they signed: it says nothing of who they are. */
const LATER = 429;

/** Whether an answer says that who asked does not belong here. */
function isRefusal({ statusCode, locals }: Response, counted: Door["countsRefused"]): boolean {
  if (counted === "signatures") return REFUSED.includes(statusCode);
  if (statusCode === LATER) return false;
  return statusCode >= 400 && statusCode < 500 && locals[KNOWN_SENDER] !== true;
}

/**
 * Limits how often one address may ask, by door. The address is what the nearest trusted proxy says: express counts hops from this
 * side, so what a client writes into `X-Forwarded-For` itself is never looked at.
 */
export function limitAddresses() {
  const limits = new Map<Door, RateLimit>();
  const limitOf = (door: Door) => {
    const limit = limits.get(door) ?? new RateLimit(door);
    limits.set(door, limit);
    return limit;
  };
  return async (request: Request, response: Response, next: NextFunction): Promise<void> => {
    const door = doorOf(request.path);
    const limit = limitOf(door);
    const key = networkOf(request.ip ?? "");
    const seconds = await (door.countsRefused ? limit.look(key) : limit.take(key));
    if (seconds !== null) {
      response.set("Retry-After", String(seconds));
      return refuse(response, door, 429, tooMany(seconds));
    }
    if (door.countsRefused)
      response.on("close", () => {
        if (isRefusal(response, door.countsRefused)) void limit.take(key);
      });
    next();
  };
}

/** Of IPv6, a household or a machine has a /64 at least, so the first half counts. Of an IPv4 address all of it. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const v4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (v4 !== undefined) return v4;
  const [head = "", tail] = address.toLowerCase().split("::");
  const groups = (text: string) => (text === "" ? [] : text.split(":"));
  const before = groups(head);
  const after = groups(tail ?? "");
  const left = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const all = [...before, ...Array.from({ length: left }, () => "0"), ...after];
  return all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":");
}
