import { AddOnElement } from "./add-on-element.ts";
import { BlockElement } from "./block-element.ts";
import { BoxElement } from "./box-element.ts";
import { CartElement } from "./cart-element.ts";
import { DrawerElement } from "./drawer-element.ts";
import { OfferElement } from "./offer-element.ts";
import { PointsElement } from "./points-element.ts";
import { UpgradeElement } from "./upgrade-element.ts";

const ELEMENTS = {
  "tandem-block": BlockElement,
  "tandem-offer": OfferElement,
  "tandem-box": BoxElement,
  "tandem-add-on": AddOnElement,
  "tandem-upgrade": UpgradeElement,
  "tandem-cart": CartElement,
  "tandem-drawer": DrawerElement,
  "tandem-points": PointsElement,
};

/** Defines each in a task of its own: together they would keep a slow phone from answering a tap. */
async function defineElements(): Promise<void> {
  for (const [name, element] of Object.entries(ELEMENTS)) {
    // A section that is rendered again brings the script again.
    if (!customElements.get(name)) customElements.define(name, element);
    await new Promise((resolve) => setTimeout(resolve));
  }
}

void defineElements();
