import { OfferElement } from "./offer-element.ts";

// A section that is rendered again brings the script again.
if (!customElements.get("tandem-offer")) customElements.define("tandem-offer", OfferElement);
