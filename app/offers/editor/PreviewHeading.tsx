import { Button, ButtonGroup, InlineStack, Text } from "@shopify/polaris";

export type PreviewView = "phone" | "desktop";

/** Heads a preview, with a choice of the width that it is seen at. */
export function PreviewHeading({
  view,
  onChange,
}: {
  readonly view: PreviewView;
  readonly onChange: (view: PreviewView) => void;
}) {
  return (
    <InlineStack align="space-between" blockAlign="center">
      <Text as="h2" variant="headingMd">
        Preview
      </Text>
      <ButtonGroup variant="segmented">
        <Button pressed={view === "phone"} onClick={() => onChange("phone")}>
          Phone
        </Button>
        <Button pressed={view === "desktop"} onClick={() => onChange("desktop")}>
          Desktop
        </Button>
      </ButtonGroup>
    </InlineStack>
  );
}
