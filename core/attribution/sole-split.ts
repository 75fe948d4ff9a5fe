/** Tries of one search: what is not found by then is asked of Shopify, which is quicker. */
const MOST_TRIES = 2_000;

/** Things that are alike. */
interface Parcel {
  /** In minor units, above 0. */
  readonly worthMinor: number;
  readonly count: number;
}

/**
 * Shares things out so that each share comes to its sum, if that can be done in one way only.
 * @param sums in minor units, above 0; together what the things are worth together
 * @returns how many of each go into each share; null where there is no way, more than one, or it takes long to say
 */
export function soleSplit(parcels: readonly Parcel[], sums: readonly number[]): number[][] | null {
  const left = parcels.map((parcel) => parcel.count);
  const shares = sums.map(() => parcels.map(() => 0));
  const found: number[][][] = [];
  let tries = 0;
  const fill = (share: number, at: number, missingMinor: number): void => {
    if (++tries > MOST_TRIES || found.length > 1) return;
    if (share === sums.length) return void found.push(shares.map((one) => [...one]));
    const parcel = parcels[at];
    if (!parcel) {
      if (missingMinor === 0) fill(share + 1, 0, sums[share + 1] ?? 0);
      return;
    }
    const most = Math.min(left[at]!, Math.floor(missingMinor / parcel.worthMinor));
    for (let count = most; count >= 0; count--) {
      left[at]! -= count;
      shares[share]![at] = count;
      fill(share, at + 1, missingMinor - count * parcel.worthMinor);
      left[at]! += count;
    }
    shares[share]![at] = 0;
  };
  fill(0, 0, sums[0] ?? 0);
  return tries <= MOST_TRIES && found.length === 1 ? found[0]! : null;
}
