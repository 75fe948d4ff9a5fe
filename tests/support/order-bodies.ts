/** The body of an `orders/create` webhook as Shopify sends it, of one line without a discount. */
export function orderBody(
  id: number,
  { price = "10.00", currency = "EUR", ...more }: Readonly<Record<string, unknown>> = {},
) {
  return {
    id,
    created_at: "2026-11-02T08:00:00Z",
    updated_at: "2026-11-02T08:00:00Z",
    cancelled_at: null,
    currency,
    test: false,
    financial_status: "paid",
    customer: { id: 7001 },
    email: "buyer@example.com",
    shipping_address: null,
    discount_codes: [],
    discount_applications: [{ type: "automatic", title: "Kit" }],
    line_items: [
      {
        id,
        product_id: 1001,
        variant_id: 40001,
        gift_card: false,
        quantity: 1,
        current_quantity: 1,
        price,
        properties: [],
        discount_allocations: [{ amount: "0.00", discount_application_index: 0 }],
      },
    ],
    shipping_lines: [],
    refunds: [],
    ...more,
  };
}
