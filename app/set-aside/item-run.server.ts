import type { Prisma, PrismaClient, SetAside } from "@prisma/client";

import { log } from "../platform/log.server.ts";
import { judgeFailure } from "./judge-failure.server.ts";
import type { SetAsideKind } from "./kinds.ts";

/** So many items in a row that fail, and may pass later, are no fault of theirs: Shopify or the database is away. */
const OUTAGE = 3;
/** What fails by itself again and again is set aside after so many tries, and not before so long. */
const MOST_TRIES = 5;
const GIVE_UP_MILLISECONDS = 6 * 3_600_000;

/** What is worked off, and how an item of it is named and taken out of what waits. */
export interface ItemsOfKind<Item> {
  readonly kind: SetAsideKind;
  /** The id that an item has among its kind. */
  readonly idOf: (item: Item) => string;
  /** Shopify's id of the order or the customer that it is about. */
  readonly subjectOf?: (item: Item) => string | null;
  /** Takes an item that is set aside out of what waits; left out where it is passed over by its note. */
  readonly close?: (
    transaction: Prisma.TransactionClient,
    item: Item,
    verdict: { readonly reason: string; readonly at: Date },
  ) => Promise<unknown>;
}

interface RunContext {
  readonly prisma: PrismaClient;
  readonly shop: string;
  /** The time, by the clock that the run goes by. */
  readonly now: () => Date | Promise<Date>;
}

/**
 * Works off items one after the other, so that none holds up the next. One that cannot work is set aside with the reason; one that
 * may work later is put off, tried again by the next run, and set aside when that goes on for long. Several of these in a row are
 * an outage, which ends the run and is held against no item. Each item is a transaction of its own, or may be done twice.
 */
export class ItemRun<Item> {
  readonly #context: RunContext;
  readonly #of: ItemsOfKind<Item>;
  #inARow = 0;
  #putOff: unknown = null;

  constructor(context: RunContext, of: ItemsOfKind<Item>) {
    this.#context = context;
    this.#of = of;
  }

  /** @throws what made the run stop: an outage, or a failure to take notes */
  async each(items: readonly Item[], work: (item: Item) => Promise<unknown>): Promise<void> {
    const { prisma } = this.#context;
    const { idOf, close } = this.#of;
    const notes = await this.#notesOf(items);
    const failed: { item: Item; reason: string }[] = [];
    for (const item of items) {
      const note = notes.get(idOf(item));
      if (note?.setAsideAt && !close) continue;
      try {
        await work(item);
      } catch (failure) {
        const { isPermanent, reason } = judgeFailure(failure);
        if (isPermanent) {
          this.#inARow = 0;
          await this.#setAside(item, note, reason, failure);
        } else if (note) await this.#tryLater(item, note, reason, failure);
        else if (++this.#inARow === OUTAGE) throw failure;
        else failed.push({ item, reason });
        if (!isPermanent) this.#putOff ??= failure;
        continue;
      }
      this.#inARow = 0;
      if (note) await prisma.setAside.deleteMany({ where: keyOf(note) });
    }
    if (failed.length === 0) return;
    const at = await this.#context.now();
    for (const { item, reason } of failed) await this.#note(prisma, item, at, { reason, tries: 1 });
  }

  /** Those of some items that failed before. */
  async noted(items: readonly Item[]): Promise<Set<Item>> {
    const notes = await this.#notesOf(items);
    return new Set(items.filter((item) => notes.has(this.#of.idOf(item))));
  }

  async #notesOf(items: readonly Item[]): Promise<Map<string, SetAside>> {
    const { prisma, shop } = this.#context;
    const { kind, idOf } = this.#of;
    const rows = await prisma.setAside.findMany({
      where: { shop, kind, itemId: { in: items.map(idOf) } },
    });
    return new Map(rows.map((row) => [row.itemId, row]));
  }

  /** Ends the run. @throws the first failure of what was put off, so that the job is tried again */
  finish(): void {
    if (this.#putOff !== null) throw this.#putOff;
  }

  async #tryLater(item: Item, note: SetAside, reason: string, failure: unknown): Promise<void> {
    const { prisma, now } = this.#context;
    const tries = note.tries + 1;
    const at = await now();
    const isLong = at.getTime() - note.failingSince.getTime() >= GIVE_UP_MILLISECONDS;
    if (isLong && tries >= MOST_TRIES)
      await this.#setAside(
        item,
        note,
        `It failed ${tries} times. The last time: ${reason}`,
        failure,
      );
    else await this.#note(prisma, item, at, { reason, tries });
  }

  async #setAside(
    item: Item,
    note: SetAside | undefined,
    reason: string,
    failure: unknown,
  ): Promise<void> {
    const { prisma, shop, now } = this.#context;
    const { kind, idOf, close } = this.#of;
    log.error({ shop, kind, item: idOf(item), err: failure }, "an item is set aside");
    const at = await now();
    const tries = (note?.tries ?? 0) + 1;
    await prisma.$transaction(async (transaction) => {
      await this.#note(transaction, item, at, { reason, tries, setAsideAt: at });
      await close?.(transaction, item, { reason, at });
    });
  }

  async #note(
    transaction: Prisma.TransactionClient,
    item: Item,
    at: Date,
    data: Pick<SetAside, "reason" | "tries"> & { readonly setAsideAt?: Date },
  ): Promise<void> {
    const { shop } = this.#context;
    const { kind, idOf, subjectOf } = this.#of;
    const key = { shop, kind, itemId: idOf(item) };
    await transaction.setAside.upsert({
      where: { shop_kind_itemId: key },
      create: { ...key, ...data, subjectId: subjectOf?.(item) ?? null, failingSince: at },
      update: data,
    });
  }
}

function keyOf({ shop, kind, itemId }: SetAside) {
  return { shop, kind, itemId };
}
