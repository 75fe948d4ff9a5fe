/** A customer as Shopify's segments know them. */
export interface SegmentedCustomer {
  readonly number_of_orders: number;
  readonly amount_spent: number;
  readonly customer_tags: readonly string[];
  readonly customer_countries: readonly string[];
  readonly customer_language: string;
}

const TOKEN = /\s*(\(|\)|'[^']*'|>=|<=|!=|=|[\w.]+)/gy;

/**
 * Reads a query of Shopify's segment query language, as far as apps of this kind write it: comparisons,
 * `CONTAINS`, `NOT CONTAINS`, `AND` before `OR`, and parentheses. An empty query finds everyone.
 * @throws for what it does not know, by name
 */
export function segment(query: string): (customer: SegmentedCustomer) => boolean {
  const tokens = [...query.matchAll(TOKEN)].map((match) => match[1]!);
  if (tokens.join("").length !== query.replaceAll(/\s(?=(?:[^']*'[^']*')*[^']*$)/g, "").length)
    throw new Error(`the segment query ${query} is not implemented by the stand-in store`);
  let at = 0;
  type Test = (customer: SegmentedCustomer) => boolean;
  const either = (): Test => {
    const tests = [both()];
    while (tokens[at] === "OR") tests.push((at++, both()));
    return (customer) => tests.some((test) => test(customer));
  };
  const both = (): Test => {
    const tests = [term()];
    while (tokens[at] === "AND") tests.push((at++, term()));
    return (customer) => tests.every((test) => test(customer));
  };
  const term = (): Test => {
    if (tokens[at] === "(") {
      at++;
      const inner = either();
      if (tokens[at++] !== ")") throw new Error(`the segment query ${query} lacks a parenthesis`);
      return inner;
    }
    const field = tokens[at++]!;
    const isTurned = tokens[at] === "NOT";
    if (isTurned) at++;
    const test = comparison(field, tokens[at++]!, tokens[at++]!.replaceAll("'", ""));
    return (customer) => test(customer) !== isTurned;
  };
  if (tokens.length === 0) return () => true;
  const test = either();
  if (at < tokens.length) throw new Error(`the segment query ${query} has ${tokens[at]} too much`);
  return test;
}

function comparison(field: string, operator: string, wanted: string) {
  return (customer: SegmentedCustomer): boolean => {
    const value = new Map(Object.entries(customer)).get(field);
    if (value === undefined) throw new Error(`${field} is not implemented by the stand-in store`);
    if (typeof value === "object") {
      if (operator === "CONTAINS") return value.includes(wanted);
    } else {
      if (operator === "=") return String(value) === wanted;
      if (operator === "!=") return String(value) !== wanted;
      if (operator === ">=") return Number(value) >= Number(wanted);
      if (operator === "<=") return Number(value) <= Number(wanted);
    }
    throw new Error(`${field} ${operator} is not implemented by the stand-in store`);
  };
}
