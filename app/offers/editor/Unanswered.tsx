import { Text } from "@shopify/polaris";

/** Says that what stands below is older than what was typed, and why. */
export function Unanswered({ failure }: { readonly failure: string }) {
  return (
    <Text as="p" tone="critical">
      {failure} This updates with your next change.
    </Text>
  );
}
