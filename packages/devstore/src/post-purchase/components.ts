/**
 * The components of @shopify/post-purchase-ui-extensions that our extension uses. One that is not here cannot be made: the extension
 * fails loudly.
 */
export const COMPONENTS = [
  "Banner",
  "BlockStack",
  "Button",
  "CalloutBanner",
  "Heading",
  "Image",
  "InlineStack",
  "Layout",
  "Select",
  "Separator",
  "Text",
  "TextBlock",
  "TextContainer",
  "View",
] as const;
export type ComponentName = (typeof COMPONENTS)[number];
