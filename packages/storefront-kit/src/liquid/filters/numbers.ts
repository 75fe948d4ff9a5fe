import { toValue, TokenKind } from "liquidjs";
import type { Liquid } from "liquidjs";

import { WholeFloat } from "../drops.ts";

/** A number with what Ruby knows of it: whether it is a float. */
interface Numeric {
  readonly value: number;
  readonly isFloat: boolean;
}

function numeric(given: unknown): Numeric {
  if (given instanceof WholeFloat) return { value: given.valueOf(), isFloat: true };
  const plain: unknown = toValue(given);
  if (typeof plain === "string") {
    // Ruby's Liquid reads the number at the beginning of a text; anything else counts as 0.
    const [text = "0"] = /^\s*-?\d+(\.\d+)?/.exec(plain) ?? [];
    return { value: Number(text), isFloat: text.includes(".") };
  }
  const value = typeof plain === "number" && Number.isFinite(plain) ? plain : 0;
  return { value, isFloat: !Number.isInteger(value) };
}

const result = (value: number, isFloat: boolean): number | WholeFloat =>
  isFloat && Number.isInteger(value) ? new WholeFloat(value) : value;

/** Decimal places that are kept of a float: Ruby's Liquid reckons with decimals, JavaScript with binary fractions. */
const tidy = (value: number) => Number(value.toPrecision(15));

type Operation = (left: number, right: number, isFloat: boolean) => number;

const OPERATIONS: readonly (readonly [string, Operation])[] = [
  ["plus", (left, right) => left + right],
  ["minus", (left, right) => left - right],
  ["times", (left, right) => left * right],
  ["divided_by", divide],
  ["modulo", (left, right) => ((left % right) + right) % right],
  ["at_least", (left, right) => Math.max(left, right)],
  ["at_most", (left, right) => Math.min(left, right)],
];

function divide(left: number, right: number, isFloat: boolean): number {
  if (right === 0) throw new Error("divided by 0");
  return isFloat ? left / right : Math.floor(left / right);
}

/** The arithmetic of Ruby's Liquid, in which a whole number divided by a whole number is one. */
export function registerNumberFilters(liquid: Liquid): void {
  for (const [name, operation] of OPERATIONS) {
    liquid.registerFilter(name, function (given: unknown, operand: unknown) {
      const [left, right] = [numeric(given), numeric(operand)];
      // `100.0` reaches a filter as 100: only its token still has the point.
      const [argument] = this.token.args;
      const isWritten =
        argument !== undefined &&
        !Array.isArray(argument) &&
        argument.kind === TokenKind.Number &&
        argument.getText().includes(".");
      const isFloat = left.isFloat || right.isFloat || isWritten;
      const value = operation(left.value, right.value, isFloat);
      return result(isFloat ? tidy(value) : value, isFloat);
    });
  }
  liquid.registerFilter("abs", (given: unknown) => {
    const { value, isFloat } = numeric(given);
    return result(Math.abs(value), isFloat);
  });
  liquid.registerFilter("ceil", (given: unknown) => Math.ceil(numeric(given).value));
  liquid.registerFilter("floor", (given: unknown) => Math.floor(numeric(given).value));
  liquid.registerFilter("round", (given: unknown, places: unknown) => {
    const digits = numeric(places).value;
    const { value } = numeric(given);
    const shift = 10 ** digits;
    // Ruby rounds half away from zero.
    const rounded = (Math.sign(value) * Math.round(tidy(Math.abs(value) * shift))) / shift;
    return result(rounded === 0 ? 0 : rounded, digits > 0);
  });
}
