/**
 * The components of Shopify's that our extensions use, with their properties and events by the published types of
 * @shopify/ui-extensions. One that is not here cannot be made: the extension fails loudly.
 */
export const ELEMENTS: ReadonlyMap<
  string,
  { properties: readonly string[]; events?: readonly string[] }
> = new Map(
  Object.entries({
    "s-banner": { properties: ["heading", "tone"] },
    "s-button": {
      properties: ["accessibilityLabel", "disabled", "href", "loading", "type", "variant"],
      events: ["click"],
    },
    "s-choice": { properties: ["value", "disabled"] },
    "s-choice-list": {
      properties: ["label", "multiple", "name", "values"],
      events: ["change"],
    },
    "s-link": { properties: ["href", "accessibilityLabel"], events: ["click"] },
    "s-number-field": {
      properties: ["label", "min", "max", "step", "value", "error"],
      events: ["input", "change"],
    },
    "s-paragraph": { properties: ["color", "tone"] },
    "s-product-thumbnail": { properties: ["src", "alt", "size"] },
    "s-progress": { properties: ["value", "max", "accessibilityLabel"] },
    "s-section": { properties: ["heading", "accessibilityLabel"] },
    "s-stack": {
      properties: ["direction", "gap", "alignItems", "justifyContent", "accessibilityRole"],
    },
    "s-text": { properties: ["type", "color", "tone"] },
    "s-text-area": {
      properties: ["label", "maxLength", "rows", "value"],
      events: ["input", "change"],
    },
  }),
);
