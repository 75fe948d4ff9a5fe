/** How far an order is paid, as Shopify names it (shopify.dev, REST Order, "financial_status"). */
export type FinancialStatus =
  | "pending"
  | "authorized"
  | "partially_paid"
  | "paid"
  | "partially_refunded"
  | "refunded"
  | "voided";

/** Which product and variant a line is of, as far as the file tells them apart. */
export interface VariantOfFile {
  readonly productKey: string;
  readonly productTitle: string;
  /** Empty for a product that the file knows in one form only. */
  readonly variantTitle: string;
  readonly sku: string;
}

export interface LineOfFile {
  /** Of the file. */
  readonly row: number;
  readonly variant: VariantOfFile;
  /** Above 0. */
  readonly quantity: number;
  readonly unitPriceMinor: number;
  /** Off this line, of all its units. */
  readonly offMinor: number;
  /** Whether its goods came back, as the file says of the line itself. */
  readonly isRestocked: boolean;
}

/** What a file says of an order. Money is minor units of its currency, instants are ISO 8601. */
export interface OrderOfFile {
  readonly kind: "order";
  readonly row: number;
  readonly name: string;
  readonly createdAt: string;
  readonly cancelledAt: string | null;
  readonly fulfilledAt: string | null;
  readonly financialStatus: FinancialStatus;
  /** What is missing of an order that is paid in part; 0 for any other. */
  readonly outstandingMinor: number;
  /** Null for a guest who left neither address nor number. */
  readonly customer: CustomerOfFile | null;
  readonly country: string;
  readonly lines: readonly LineOfFile[];
  /** The code that was used; empty without one. */
  readonly discountCode: string;
  /** Off the whole order, beside what is off its lines. */
  readonly offOrderMinor: number;
  /** Before what is off it. */
  readonly shippingMinor: number;
  readonly offShippingMinor: number;
  readonly taxes: { readonly totalMinor: number; readonly areIncluded: boolean };
  readonly refundedMinor: number;
  /** The file does not say when; it was not before this. */
  readonly refundedAt: string;
}

export interface CustomerOfFile {
  /** In lower case; empty where the file has none. */
  readonly email: string;
  readonly phone: string;
  /** How the file names one of whom it tells no address. */
  readonly number: string;
}

/** Goods that came back, of an order that the file does not name. */
export interface ReturnOfFile {
  readonly kind: "return";
  readonly createdAt: string;
  readonly customer: CustomerOfFile | null;
  readonly lines: readonly {
    readonly row: number;
    readonly productKey: string;
    readonly quantity: number;
  }[];
}

/** Why something of the file was left out. */
export interface Refusal {
  readonly row: number;
  /** As the file names it; empty where it is about the row as a whole. */
  readonly column: string;
  /** What is there; empty where nothing is. */
  readonly value: string;
  readonly reason: string;
}

/** What the rows of one order come to. An order is read whole, or refused whole. */
export interface ReadGroup {
  readonly found: readonly (OrderOfFile | ReturnOfFile)[];
  readonly refusals: readonly Refusal[];
}
