/** How much of bodies is held in memory at once, in bytes. */
export interface BodyRoomLimits {
  /** Of what is on its way from one address. */
  readonly perAddress: number;
  /** Of all that is on its way or waits for its answer. */
  readonly perProcess: number;
}

/**
 * One address may send three of the largest files at once (8 MB each), or half of each of a thousand requests; it takes eight such
 * addresses to fill the process. A flash sale's webhooks of 20 kB fill it when 9,000 of them wait for their answer, which is longer
 * than Shopify's five seconds.
 */
export const BODY_ROOM: BodyRoomLimits = { perAddress: 24_000_000, perProcess: 192_000_000 };

/** What a request takes beside its body, so that many that hardly send anything count as well. */
const LEAST_BYTES = 16_000;

/** Where there is no room: what one address has on its way is its own doing, what all have is not. */
export type NoRoom = "none for the address" | "none for anyone";

/** A request's share of the room, in bytes. */
export interface BodyPlace {
  readonly address: string;
  bytes: number;
  isArriving: boolean;
}

/**
 * The room for bodies of which nobody knows yet who sent them. While one arrives, it counts for its address, since it is the sender who
 * is slow; until it is answered, it counts for the process.
 */
export class BodyRoom {
  readonly #limits: BodyRoomLimits;
  readonly #arriving = new Map<string, number>();
  #held = 0;

  constructor(limits: BodyRoomLimits = BODY_ROOM) {
    this.#limits = limits;
  }

  /** A place for a body, before the first byte of it is read. It has to be left by {@link leave}. */
  enter(address: string): BodyPlace | NoRoom {
    const place: BodyPlace = { address, bytes: 0, isArriving: true };
    return this.take(place, LEAST_BYTES) ?? place;
  }

  /** Counts what came in. @returns null where there is room for it */
  take(place: BodyPlace, bytes: number): NoRoom | null {
    const arriving = this.#arriving.get(place.address) ?? 0;
    if (arriving + bytes > this.#limits.perAddress) return "none for the address";
    if (this.#held + bytes > this.#limits.perProcess) return "none for anyone";
    this.#arriving.set(place.address, arriving + bytes);
    this.#held += bytes;
    place.bytes += bytes;
    return null;
  }

  /** The whole body is here: from now on it waits for us. */
  arrive(place: BodyPlace): void {
    if (!place.isArriving) return;
    place.isArriving = false;
    const others = (this.#arriving.get(place.address) ?? 0) - place.bytes;
    if (others > 0) this.#arriving.set(place.address, others);
    else this.#arriving.delete(place.address);
  }

  /** It was answered, or dropped. */
  leave(place: BodyPlace): void {
    this.arrive(place);
    this.#held -= place.bytes;
    place.bytes = 0;
  }
}
