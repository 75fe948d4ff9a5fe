/** Topics that Shopify sends to an address of their own (shopify.app.toml); the inbox takes what it is subscribed to besides. */
const COMPLIANCE: readonly string[] = ["CUSTOMERS_DATA_REQUEST", "CUSTOMERS_REDACT", "SHOP_REDACT"];
const UNINSTALLED = "APP_UNINSTALLED";

/** Whether an address takes webhooks of a topic, in the form of the Admin API's enumeration. */
export type TakesTopic = (topic: string) => boolean;

export const isCompliance: TakesTopic = (topic) => COMPLIANCE.includes(topic);
export const isUninstalled: TakesTopic = (topic) => topic === UNINSTALLED;
export const isForInbox: TakesTopic = (topic) => !isCompliance(topic) && !isUninstalled(topic);
