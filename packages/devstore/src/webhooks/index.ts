export {
  disputePayload,
  fulfillmentPayload,
  mergePayload,
  orderPayload,
  refundPayload,
} from "./payloads.ts";
export { subscriptions } from "./subscriptions.ts";
