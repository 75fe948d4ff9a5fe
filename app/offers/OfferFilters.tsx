import { useSearchParams } from "@remix-run/react";
import { InlineGrid, Box, Select, TextField } from "@shopify/polaris";

import { KIND_NAMES, STATUS_NAMES } from "./offer-words.tsx";
import type { OfferRow } from "./list-offer-rows.server.ts";

const options = (all: string, names: Record<string, string>) => [
  { label: all, value: "" },
  ...Object.entries(names).map(([value, label]) => ({ label, value })),
];

type Sort = (a: OfferRow, b: OfferRow) => number;
const byNewest: Sort = (a, b) => b.updatedAt.localeCompare(a.updatedAt);
const SORTS = new Map<string | null, Sort>([
  ["name", (a, b) => a.name.localeCompare(b.name)],
  ["revenue", (a, b) => b.revenueMinor - a.revenueMinor],
]);

/** The offers that the address asks for, in its order. Archived ones only when asked for. */
export function filterOffers(offers: readonly OfferRow[], parameters: URLSearchParams): OfferRow[] {
  const terms = (parameters.get("q") ?? "").toLowerCase();
  const kind = parameters.get("kind");
  const status = parameters.get("status");
  return offers
    .filter((offer) => offer.name.toLowerCase().includes(terms))
    .filter((offer) => !kind || offer.kind === kind)
    .filter((offer) => (status ? offer.status === status : offer.status !== "archived"))
    .toSorted(SORTS.get(parameters.get("sort")) ?? byNewest);
}

/** Search, filters and sorting, kept in the address, so that a view can be shared and gone back to. */
export function OfferFilters() {
  const [parameters, setParameters] = useSearchParams();
  const set = (name: string) => (value: string) =>
    setParameters(
      (previous) => {
        if (value) previous.set(name, value);
        else previous.delete(name);
        return previous;
      },
      { replace: true, preventScrollReset: true },
    );
  const value = (name: string) => parameters.get(name) ?? "";
  return (
    <Box padding="300">
      <InlineGrid columns={{ xs: 1, sm: 2, md: 4 }} gap="300">
        <TextField
          label="Search offers"
          labelHidden
          placeholder="Search offers"
          autoComplete="off"
          value={value("q")}
          onChange={set("q")}
          clearButton
          onClearButtonClick={() => set("q")("")}
        />
        <Select
          label="Kind"
          labelHidden
          options={options("All kinds", KIND_NAMES)}
          value={value("kind")}
          onChange={set("kind")}
        />
        <Select
          label="Status"
          labelHidden
          options={options("All but archived", STATUS_NAMES)}
          value={value("status")}
          onChange={set("status")}
        />
        <Select
          label="Sort"
          labelHidden
          options={[
            { label: "Last changed first", value: "" },
            { label: "By name", value: "name" },
            { label: "By revenue", value: "revenue" },
          ]}
          value={value("sort")}
          onChange={set("sort")}
        />
      </InlineGrid>
    </Box>
  );
}
