import { BlockStack, Text } from "@shopify/polaris";

/** Warnings below a field. They stop nothing. */
export function Warnings({ messages }: { messages: readonly string[] }) {
  if (messages.length === 0) return null;
  return (
    <BlockStack gap="050">
      {messages.map((message) => (
        <Text key={message} as="p" tone="caution">
          {message}
        </Text>
      ))}
    </BlockStack>
  );
}
