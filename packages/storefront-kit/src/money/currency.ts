/** Currencies whose ISO 4217 exponent is not 2. The pricing module holds the same table; a test compares them. */
const EXPONENTS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    BIF: 0,
    CLP: 0,
    DJF: 0,
    GNF: 0,
    ISK: 0,
    JPY: 0,
    KMF: 0,
    KRW: 0,
    PYG: 0,
    RWF: 0,
    UGX: 0,
    UYI: 0,
    VND: 0,
    VUV: 0,
    XAF: 0,
    XOF: 0,
    XPF: 0,
    BHD: 3,
    IQD: 3,
    JOD: 3,
    KWD: 3,
    LYD: 3,
    OMR: 3,
    TND: 3,
  }),
);

/** Decimals of a currency: 2 for EUR, 0 for JPY, 3 for KWD. */
export function currencyExponent(currencyCode: string): number {
  return EXPONENTS.get(currencyCode) ?? 2;
}
