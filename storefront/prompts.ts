import { isDismissed } from "./dismissals.ts";
import { countShown, isShownEnough } from "./visits.ts";

/**
 * Hides of the offers within an element those that were dismissed, and those shown on enough pages of this
 * visit, and shows the others.
 * @param most pages of a visit that show an offer; 0 for all of them
 * @returns whether one is left
 */
export function hidePrompts(scope: ParentNode, most: number): boolean {
  let isOneLeft = false;
  for (const prompt of scope.querySelectorAll<HTMLElement>("[data-prompt]")) {
    const offerId = prompt.dataset["prompt"] ?? "";
    prompt.hidden = isDismissed(offerId, Date.now()) || isShownEnough(offerId, most);
    isOneLeft ||= !prompt.hidden;
  }
  return isOneLeft;
}

/** Counts this page among those on which the shopper saw the offers within an element that are not hidden. */
export function countPrompts(scope: ParentNode): void {
  for (const prompt of scope.querySelectorAll<HTMLElement>("[data-prompt]:not([hidden])"))
    countShown(prompt.dataset["prompt"] ?? "");
}
