/** Topics that Shopify sends to an address of their own (shopify.app.toml); the inbox takes what it is subscribed to besides. */
const COMPLIANCE = ["CUSTOMERS_DATA_REQUEST", "CUSTOMERS_REDACT", "SHOP_REDACT"] as const;
export type ComplianceTopic = (typeof COMPLIANCE)[number];
const UNINSTALLED = "APP_UNINSTALLED";

/** Whether an address takes webhooks of a topic, in the form of the Admin API's enumeration. */
export type TakesTopic = (topic: string) => boolean;

export const isCompliance = (topic: string): topic is ComplianceTopic =>
  COMPLIANCE.some((one) => one === topic);
export const isUninstalled: TakesTopic = (topic) => topic === UNINSTALLED;
export const isForInbox: TakesTopic = (topic) => !isCompliance(topic) && !isUninstalled(topic);
