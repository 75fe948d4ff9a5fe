import type { ReadWith } from "./history-forms.ts";
import type { ReadGroup, Refusal } from "./history-order.ts";
import { CellReader } from "./read-cells.ts";
import type { Manner } from "./read-cells.ts";
import { readRows } from "./read-rows.ts";
import type { Row } from "./read-rows.ts";
import type { Survey } from "./survey-history.ts";

/**
 * Reads an order history, an order at a time: whole, or refused whole with the reasons.
 * @param survey what a first look through the same file found
 * @param onProgress share of the file that has been read, from 0 to 1
 */
export async function* readHistory(
  file: string,
  survey: Survey,
  manner: Manner,
  beside: Omit<ReadWith, "names">,
  onProgress: (share: number) => void = () => {},
): AsyncGenerator<ReadGroup> {
  const { form, names } = survey;
  const group = form.group.toLowerCase();
  let open: Row[] = [];
  const close = (): ReadGroup => {
    const refusals: Refusal[] = [];
    const cells = open.map((row) => new CellReader(row, manner, refusals));
    const [first] = cells;
    if (form.currency && first!.text(form.currency) !== "") {
      if (first!.text(form.currency).toUpperCase() !== manner.currencyCode)
        first!.refuse(form.currency, `the shop sells in ${manner.currencyCode}`);
    }
    first!.required(form.group);
    const found = form.read(cells, { ...beside, names });
    return { found: refusals.length === 0 ? found : [], refusals };
  };
  for await (const row of readRows(file, onProgress)) {
    const isNext = open[0]?.cells.get(group) !== row.cells.get(group);
    if (open.length > 0 && isNext) {
      yield close();
      open = [];
    }
    open.push(row);
  }
  if (open.length > 0) yield close();
}
