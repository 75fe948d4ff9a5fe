import { Badge, BlockStack, Button, Card, InlineStack, ProgressBar, Text } from "@shopify/polaris";

import type { HomeData } from "./Home.tsx";

interface Step {
  readonly title: string;
  readonly text: string;
  /** Null when it cannot be told just now. */
  readonly isDone: boolean | null;
  readonly action: { readonly content: string; readonly url: string };
}

function steps({
  isBlockPlaced,
  hasOffer,
  hasLiveOffer,
  hasFirstOrder,
  themeEditorPath,
}: HomeData): Step[] {
  return [
    {
      title: "Place the offer block on your product page",
      text: "It shows your offers in your theme's own fonts and colours.",
      isDone: isBlockPlaced,
      action: { content: "Open theme editor", url: `shopify://admin/${themeEditorPath}` },
    },
    {
      title: "Create your first offer",
      text: "A bundle of things that go together, or a better price for more of one thing.",
      isDone: hasOffer,
      action: { content: "Create offer", url: "/app/offers/new" },
    },
    {
      title: "Set an offer live",
      text: "It is published to your storefront and priced at checkout within seconds.",
      isDone: hasLiveOffer,
      action: { content: "See offers", url: "/app/offers" },
    },
    {
      title: "Get your first order",
      text: "Your first order with an offer appears below automatically.",
      isDone: hasFirstOrder,
      action: { content: "See orders", url: "shopify://admin/orders" },
    },
  ];
}

export function SetupChecklist(data: HomeData) {
  const list = steps(data);
  const done = list.filter((step) => step.isDone).length;
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="200">
          <Text as="h2" variant="headingMd">
            Set-up
          </Text>
          <Text as="p" tone="subdued" id="setup-progress">
            {done} of {list.length} tasks complete
          </Text>
          <ProgressBar
            progress={(done / list.length) * 100}
            size="small"
            ariaLabelledBy="setup-progress"
          />
        </BlockStack>
        {list.map((step) => (
          <InlineStack key={step.title} align="space-between" blockAlign="center" gap="300">
            <BlockStack gap="050">
              <InlineStack gap="200" blockAlign="center" align="start">
                <Text as="h3" variant="headingSm">
                  {step.title}
                </Text>
                <StepBadge isDone={step.isDone} />
              </InlineStack>
              <Text as="p" tone="subdued">
                {step.text}
              </Text>
            </BlockStack>
            {!step.isDone && (
              <Button
                url={step.action.url}
                {...(step.action.url.startsWith("shopify:") && { target: "_top" as const })}
              >
                {step.action.content}
              </Button>
            )}
          </InlineStack>
        ))}
      </BlockStack>
    </Card>
  );
}

function StepBadge({ isDone }: { isDone: boolean | null }) {
  if (isDone === null) return <Badge tone="attention">Can’t check right now</Badge>;
  return isDone ? <Badge tone="success">Done</Badge> : null;
}
