/** Which orders are listed. */
export const ORDER_FILTERS = ["all", "not-shown", "unpaid"] as const;
export type OrderFilter = (typeof ORDER_FILTERS)[number];
