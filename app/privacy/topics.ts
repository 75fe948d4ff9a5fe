import type { ComplianceTopic } from "../shopify/webhook-topics.ts";

/** Shopify's privacy webhooks, as a merchant reads of them. */
export const PRIVACY_TOPICS: Record<ComplianceTopic, string> = {
  CUSTOMERS_DATA_REQUEST: "Data request",
  CUSTOMERS_REDACT: "Customer erasure",
  SHOP_REDACT: "Store erasure",
};
