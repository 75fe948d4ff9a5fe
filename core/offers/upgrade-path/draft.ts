import { toDecimal } from "@tandem/storefront-kit/money/decimal";

import { inEachLanguage } from "../draft-columns.ts";
import type { ChosenProduct, DraftDefinition } from "../draft-definition.ts";
import { CHOSEN_COLUMNS, toChosen } from "../draft-definition.ts";
import type { CopyLocale } from "../locales.ts";
import { toPresentmentDraft } from "../presentment-amounts.ts";
import type { PresentmentDraft } from "../presentment-amounts.ts";

export interface UpgradeStepDraft extends ChosenProduct {
  readonly gain: string;
  readonly gainTranslations: Readonly<Partial<Record<CopyLocale, string>>>;
  /** Empty for none. */
  readonly discount: string;
  readonly discountPresentment?: PresentmentDraft;
}

export interface UpgradePathDraft {
  readonly steps: readonly UpgradeStepDraft[];
}

/** A step that was just chosen. */
export function newStep(chosen: ChosenProduct): UpgradeStepDraft {
  return { ...chosen, gain: "", gainTranslations: {}, discount: "" };
}

export const upgradePathDraft: DraftDefinition<"upgrade-path", UpgradePathDraft> = {
  columns: {
    steps: [
      {
        ...CHOSEN_COLUMNS,
        gain: "cell",
        gainTranslations: inEachLanguage("cell"),
        discount: "cell",
        discountPresentment: "by currency",
      },
    ],
  },
  empty: () => ({ steps: [] }),
  from: (terms, currencyCode) => ({
    steps: terms.steps.map((step) => ({
      ...toChosen(step),
      gain: step.gain,
      gainTranslations: step.gainTranslations,
      discount: step.discountMinor === 0 ? "" : toDecimal(step.discountMinor, currencyCode),
      ...(step.discountPresentment && {
        discountPresentment: toPresentmentDraft(step.discountPresentment),
      }),
    })),
  }),
  chosen: (draft) => draft.steps,
  example: ({ steps }) => steps.slice(1, 2).map((step) => ({ ...step, quantity: "1" })),
};
