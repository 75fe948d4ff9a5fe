import { Text } from "@shopify/polaris";

/** Says that what stands below is older than what was typed. */
export function Unanswered() {
  return (
    <Text as="p" tone="critical">
      The server did not answer. Check your connection; it is asked again with the next change.
    </Text>
  );
}
