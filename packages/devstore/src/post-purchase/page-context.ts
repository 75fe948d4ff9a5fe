import type { InputData } from "./input-data.ts";

/** What a page tells the post-purchase extension that it hosts. */
export interface PostPurchaseContext {
  /** Before the payment it is only asked whether it has something to show. */
  readonly stage: "before-payment" | "page";
  /** The bundle that is run, as it would be deployed. */
  readonly scriptUrl: string;
  readonly inputData: InputData;
}
