// Loaded by `node --import` into a process whose clock is to be ahead of the others', by FAST_CLOCK_MILLISECONDS.
const ahead = Number(process.env.FAST_CLOCK_MILLISECONDS);
if (!Number.isSafeInteger(ahead)) throw new Error("FAST_CLOCK_MILLISECONDS is no number.");
const PlainDate = globalThis.Date;
globalThis.Date = class extends PlainDate {
  constructor(...given) {
    if (given.length === 0) super(PlainDate.now() + ahead);
    else super(...given);
  }
  static now() {
    return PlainDate.now() + ahead;
  }
};
