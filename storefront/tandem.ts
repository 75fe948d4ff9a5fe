import { BoxElement } from "./box-element.ts";
import { OfferElement } from "./offer-element.ts";

const ELEMENTS = { "tandem-offer": OfferElement, "tandem-box": BoxElement };

for (const [name, element] of Object.entries(ELEMENTS)) {
  // A section that is rendered again brings the script again.
  if (!customElements.get(name)) customElements.define(name, element);
}
