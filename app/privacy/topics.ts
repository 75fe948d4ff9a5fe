/** Shopify's privacy webhooks, as a merchant reads of them. */
export const PRIVACY_TOPICS = {
  CUSTOMERS_DATA_REQUEST: "Data request",
  CUSTOMERS_REDACT: "Customer erasure",
  SHOP_REDACT: "Store erasure",
} as const;

export type PrivacyTopic = keyof typeof PRIVACY_TOPICS;

/** Whether a topic, in the form in which webhooks are stored, is one of them. */
export function isPrivacyTopic(topic: string): topic is PrivacyTopic {
  return Object.hasOwn(PRIVACY_TOPICS, topic);
}
