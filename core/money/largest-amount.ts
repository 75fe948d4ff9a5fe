/** Largest amount that Tandem takes, in minor units: it stays exact through every product in the pricing module. */
export const MAX_AMOUNT_MINOR = 1_000_000_000;
