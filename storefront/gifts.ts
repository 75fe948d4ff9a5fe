import { browserMemory, toNames } from "./browser-memory.ts";
import { giveGift, kindOf, setQuantity } from "./cart.ts";

/** Gifts that the cart had since it earned them last: one that is missing by now was taken out on purpose. */
const given = browserMemory(() => sessionStorage, "tandem:gifts", toNames);

function remember(gift: string, isGiven: boolean): void {
  const others = given.read().filter((one) => one !== gift);
  given.write(isGiven ? [...others, gift] : others);
}

let keeping: Promise<void> | null = null;

/**
 * Brings the cart's gifts in line with what it has earned, as the reward bar says: adds what is missing,
 * unless the shopper took it out, and takes away what is earned no longer. Whatever asks while that is under
 * way waits for it: a change of the cart has the bar read anew, which asks again.
 * @param bar what shows the rewards
 * @param report tells the shopper that the shop did not do it
 */
export function keepGifts(
  bar: ParentNode,
  report: (kind: "refused" | "failed") => void,
): Promise<void> {
  keeping ??= keep(bar, report).finally(() => {
    keeping = null;
  });
  return keeping;
}

async function keep(bar: ParentNode, report: (kind: "refused" | "failed") => void): Promise<void> {
  for (const { dataset } of bar.querySelectorAll<HTMLElement>("[data-gift]")) {
    const { gift = "", variant = "", offer = "", key = "" } = dataset;
    const want = Number(dataset["want"]);
    const have = Number(dataset["have"]);
    // What is in the cart was given, whatever comes of the rest: the shopper may take it out meanwhile.
    if (want === 0 || have > 0) remember(gift, want > 0);
    try {
      if (want > have && !given.read().includes(gift)) {
        await giveGift(variant, want - have, offer);
        // Only now: a shopper who leaves the page meanwhile has not taken the gift out.
        remember(gift, true);
      } else if (have > want) await setQuantity(key, Number(dataset["left"]));
    } catch (failure) {
      report(kindOf(failure));
    }
  }
}
