/** What a link to an order says whose name Shopify does not tell just now. Its id is no name: nobody knows it by that. */
export const UNNAMED_ORDER = "View order";
