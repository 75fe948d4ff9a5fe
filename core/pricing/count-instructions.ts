/**
 * Counts executed Wasm instructions as Shopify's function-runner does, by wasmtime's fuel: every
 * operator costs 1, but nop, drop, block, loop, unreachable, return, else and end cost 0
 * (wasmtime, `Config::consume_fuel`). The module is rewritten so that each stretch of straight code
 * first adds its cost to an exported counter. The same input always gives the same count.
 */

export const COUNTER = "executed_instructions";

const FREE = new Set([0x00, 0x01, 0x02, 0x03, 0x05, 0x0b, 0x0f, 0x1a]);
/** Operators after which control may go on elsewhere, or arrive from elsewhere. */
const ENDS_STRETCH = new Set([0x00, 0x02, 0x03, 0x04, 0x05, 0x0b, 0x0c, 0x0d, 0x0e, 0x0f]);

const SECTION = { import: 2, global: 6, export: 7, start: 8, code: 10 } as const;
/** Order of the sections that may stand behind the globals, so that a missing one is put in its place. */
const GLOBAL = 0x03;
const MUTABLE_I64_ZERO = [0x7e, 0x01, 0x42, 0x00, 0x0b];

class Reader {
  at = 0;
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  byte(): number {
    const value = this.bytes[this.at++];
    if (value === undefined) throw new Error("the module ends too early");
    return value;
  }

  unsigned(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  }

  skipLeb(): void {
    while (this.byte() >= 0x80);
  }

  skip(count: number): void {
    this.at += count;
  }

  take(count: number): Uint8Array {
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }
}

function unsigned(value: number): number[] {
  const bytes: number[] = [];
  do {
    const low = value % 128;
    value = Math.floor(value / 128);
    bytes.push(value > 0 ? low + 128 : low);
  } while (value > 0);
  return bytes;
}

function signed(value: number): number[] {
  const bytes: number[] = [];
  for (;;) {
    const low = value & 0x7f;
    value >>= 7;
    const isLast = (value === 0 && (low & 0x40) === 0) || (value === -1 && (low & 0x40) !== 0);
    bytes.push(isLast ? low : low | 0x80);
    if (isLast) return bytes;
  }
}

/** A module that counts: read the counter from the exported global {@link COUNTER}. */
export function withInstructionCounter(module: Uint8Array): Uint8Array<ArrayBuffer> {
  const reader = new Reader(module);
  reader.skip(8);
  const sections: { id: number; body: Uint8Array }[] = [];
  while (reader.at < module.length) {
    const id = reader.byte();
    sections.push({ id, body: reader.take(reader.unsigned()) });
  }
  const globals = sections.find((section) => section.id === SECTION.global);
  const counter = importedGlobals(sections) + (globals ? new Reader(globals.body).unsigned() : 0);
  if (!globals) {
    const place = sections.findIndex((section) => section.id >= SECTION.export);
    sections.splice(place, 0, { id: SECTION.global, body: Uint8Array.of(0) });
  }
  const output: number[] = [...module.subarray(0, 8)];
  for (const { id, body } of sections) {
    let changed: number[] | Uint8Array = body;
    if (id === SECTION.global) changed = appended(body, MUTABLE_I64_ZERO);
    if (id === SECTION.export) {
      const name = new TextEncoder().encode(COUNTER);
      changed = appended(body, [...unsigned(name.length), ...name, GLOBAL, ...unsigned(counter)]);
    }
    if (id === SECTION.code) changed = instrumentedCode(body, counter);
    output.push(id, ...unsigned(changed.length));
    for (const byte of changed) output.push(byte);
  }
  return Uint8Array.from(output);
}

/** A vector section with one more entry. */
function appended(body: Uint8Array, entry: readonly number[]): number[] {
  const reader = new Reader(body);
  const count = reader.unsigned();
  return [...unsigned(count + 1), ...body.subarray(reader.at), ...entry];
}

function importedGlobals(sections: readonly { id: number; body: Uint8Array }[]): number {
  const section = sections.find((one) => one.id === SECTION.import);
  if (!section) return 0;
  const reader = new Reader(section.body);
  let globals = 0;
  for (let left = reader.unsigned(); left > 0; left--) {
    reader.skip(reader.unsigned());
    reader.skip(reader.unsigned());
    const kind = reader.byte();
    if (kind === 0x00) reader.skipLeb();
    else if (kind === GLOBAL) {
      reader.skip(2);
      globals++;
    } else {
      if (kind === 0x01) reader.byte();
      const hasMaximum = reader.byte() & 1;
      reader.skipLeb();
      if (hasMaximum) reader.skipLeb();
    }
  }
  return globals;
}

function instrumentedCode(body: Uint8Array, counter: number): number[] {
  const reader = new Reader(body);
  const count = reader.unsigned();
  const output = unsigned(count);
  for (let index = 0; index < count; index++) {
    const size = reader.unsigned();
    const code = instrumentedFunction(reader.take(size), counter);
    output.push(...unsigned(code.length));
    for (const byte of code) output.push(byte);
  }
  return output;
}

function instrumentedFunction(body: Uint8Array, counter: number): number[] {
  const reader = new Reader(body);
  for (let groups = reader.unsigned(); groups > 0; groups--) {
    reader.skipLeb();
    reader.byte();
  }
  const output: number[] = [...body.subarray(0, reader.at)];
  let stretchStart = reader.at;
  let cost = 0;
  const flush = () => {
    if (cost > 0)
      output.push(
        0x23,
        ...unsigned(counter),
        0x42,
        ...signed(cost),
        0x7c,
        0x24,
        ...unsigned(counter),
      );
    for (const byte of body.subarray(stretchStart, reader.at)) output.push(byte);
    stretchStart = reader.at;
    cost = 0;
  };
  while (reader.at < body.length) {
    const operator = reader.byte();
    skipImmediates(reader, operator);
    if (!FREE.has(operator)) cost++;
    if (ENDS_STRETCH.has(operator)) flush();
  }
  flush();
  return output;
}

function skipImmediates(reader: Reader, operator: number): void {
  if (
    (operator >= 0x02 && operator <= 0x04) ||
    operator === 0x0c ||
    operator === 0x0d ||
    operator === 0x10 ||
    operator === 0xd0 ||
    operator === 0xd2
  )
    reader.skipLeb();
  else if (operator === 0x0e)
    for (let targets = reader.unsigned() + 1; targets > 0; targets--) reader.skipLeb();
  else if (operator === 0x11) {
    reader.skipLeb();
    reader.skipLeb();
  } else if (operator === 0x1c) reader.skip(reader.unsigned());
  else if (operator >= 0x20 && operator <= 0x26) reader.skipLeb();
  else if (operator >= 0x28 && operator <= 0x3e) {
    reader.skipLeb();
    reader.skipLeb();
  } else if (operator === 0x3f || operator === 0x40) reader.byte();
  else if (operator === 0x41 || operator === 0x42) reader.skipLeb();
  else if (operator === 0x43) reader.skip(4);
  else if (operator === 0x44) reader.skip(8);
  else if (operator === 0xfc) skipBulkImmediates(reader);
  else if (operator > 0xc4)
    throw new Error(`operator 0x${operator.toString(16)} is not known here`);
}

function skipBulkImmediates(reader: Reader): void {
  const operator = reader.unsigned();
  if (operator <= 7) return;
  const immediates = [8, 10, 12, 14].includes(operator) ? 2 : 1;
  for (let left = immediates; left > 0; left--) reader.skipLeb();
}
