import { Banner, BlockStack, ProgressBar, Text } from "@shopify/polaris";

export type Publishing = {
  state: string;
  written: number;
  total: number;
  message: string | null;
} | null;

export function isPublishing(publishing: Publishing): boolean {
  return publishing !== null && publishing.state !== "done";
}

/** How far the shop's offers are on their way to the storefront. Says nothing when they are there. */
export function PublishingNotice({ publishing }: { publishing: Publishing }) {
  if (!publishing) return null;
  if (publishing.state === "waiting") {
    return (
      <Banner tone="warning" title="Publishing is held up">
        <p>
          {publishing.message} Tandem tries again by itself and goes on where it stopped; until
          then, shoppers see what was published before.
        </p>
      </Banner>
    );
  }
  if (publishing.state === "done") {
    return publishing.message ? (
      <Banner tone="warning" title="Some products could not be updated">
        <p>{publishing.message}</p>
      </Banner>
    ) : null;
  }
  const percent = publishing.total === 0 ? 0 : (publishing.written / publishing.total) * 100;
  return (
    <Banner tone="info" title="Publishing to your storefront">
      <BlockStack gap="200">
        <Text as="p">
          {publishing.state === "queued"
            ? "Starting…"
            : `${publishing.written} of ${publishing.total} written`}
        </Text>
        <ProgressBar progress={percent} size="small" />
      </BlockStack>
    </Banner>
  );
}
