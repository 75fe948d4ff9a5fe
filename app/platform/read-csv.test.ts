import { describe, expect, test } from "vitest";

import { readCsv } from "./read-csv.server.ts";

const read = (csv: string) => readCsv(csv, 3, ["name"], "Export to see all columns.");

describe("a CSV file", () => {
  test("is read into rows by column, with the line that each ends on", () => {
    expect(read('\uFEFFname, note\na,"x\ny"\nb,\n')).toEqual({
      ok: true,
      rows: [
        { line: 3, record: { name: "a", note: "x\ny" }, isTooLong: false },
        { line: 4, record: { name: "b", note: "" }, isTooLong: false },
      ],
    });
  });

  test.each([
    ["semicolons between cells, as Excel has them", "name;note\na;1,5\n", ["a", "1,5", false]],
    ["tabs between cells", "name\tnote\na\tb,c\n", ["a", "b,c", false]],
    ["a row that ends early", "name,note\na\n", ["a", "", false]],
    ["empty cells behind the last column", "name,note\na,b,,\n", ["a", "b", false]],
    ["a cell behind the last column", "name,note\na,1,5\n", ["a", "1", true]],
  ])("P36: is read as meant with %s", (_what, csv, expected) => {
    const answer = read(csv);
    const [row] = answer.ok ? answer.rows : [];
    expect([row?.record["name"], row?.record["note"], row?.isTooLong]).toEqual(expected);
  });

  test("P32: has a column that is named after a property of all objects like any other", () => {
    const answer = read("name,__proto__,constructor\na,1,2");
    expect(answer.ok && Object.entries(answer.rows[0]!.record)).toEqual([
      ["name", "a"],
      ["__proto__", "1"],
      ["constructor", "2"],
    ]);
  });

  test.each([
    ["with a column twice", "name,note,note\na,1,2", "The header has the column note twice."],
    ["without the column", "toString\na", "The header lacks the column name."],
    ["without rows", "name", "The file has no rows below its header."],
    ["with too many rows", "name\na\nb\nc\nd", "The file has 4 rows; import at most 3 at once."],
    ["with an open quote", 'name,note\n"a', "This is not a CSV file as expected"],
    ["in another encoding", "name\n\uFFFD", "The file is not in UTF-8."],
  ])("%s is refused with words", (_what, csv, message) => {
    const answer = read(csv);
    expect(answer.ok ? "" : answer.message).toContain(message);
  });
});
