import type {
  FunctionResult,
  ProductDiscountCandidate,
} from "../../core/pricing/function-result.ts";

/** What the Function would take off lines. */
export function productCandidates(result: FunctionResult): readonly ProductDiscountCandidate[] {
  return result.operations.flatMap((one) => one.productDiscountsAdd?.candidates ?? []);
}
