import {
  Banner,
  BlockStack,
  Button,
  CalloutBanner,
  Heading,
  Image,
  InlineStack,
  Layout,
  Select,
  Separator,
  Text,
  TextBlock,
  TextContainer,
  View as Frame,
} from "@shopify/post-purchase-ui-extensions";

import type { OneClickOffer } from "../../../core/one-click/offer.ts";
import type { Cost } from "./cost.ts";
import { empty, makerFor, putInto } from "./elements.ts";
import type { Root } from "./elements.ts";
import { withTotal } from "./words.ts";
import type { Words } from "./words.ts";

/** What a buyer can do. */
interface Answers {
  readonly accept: () => void;
  readonly decline: () => void;
  readonly goOn: () => void;
  readonly choose: (variantId: number) => void;
}

/** What is under way; `refused` is for what cannot be accepted. */
type Busy = "accepting" | "declining" | "choosing" | "refused" | null;

/** The page, as far as it changes. */
export interface View {
  readonly showCost: (cost: Cost) => void;
  readonly say: (words: string) => void;
  readonly setBusy: (busy: Busy) => void;
  /** Instead of the two answers. */
  readonly showWayOn: () => void;
}

/** Builds the page; what changes stays the same component, so that it keeps its focus. */
export function createView(root: Root, offer: OneClickOffer, words: Words, answers: Answers): View {
  const { product, variants } = offer;
  const make = makerFor(root);
  const text = (content: string) => root.createText(content);
  const price = text("");
  const listPrice = make(Text, { role: "deletion", subdued: true });
  const rows = make(BlockStack, { spacing: "tight" });
  const acceptWords = text("");
  const accept = make(Button, { onPress: answers.accept, loadingLabel: words.accepting }, [
    acceptWords,
  ]);
  const decline = make(Button, { onPress: answers.decline, subdued: true }, [words.decline]);
  const goOn = make(Button, { onPress: answers.goOn }, [words.go_on]);
  const message = make(BlockStack, {});
  const buttons = make(BlockStack, { spacing: "tight" }, [accept, decline]);
  const select =
    variants.length > 1
      ? make(Select, {
          label: words.variant,
          value: String(variants[0]!.variantId),
          options: variants.map((one) => ({ value: String(one.variantId), label: one.title })),
          onChange: (value) => {
            select?.updateProps({ value });
            answers.choose(Number(value));
          },
        })
      : null;
  const [only] = variants;
  // It says nothing that the heading does not say.
  const picture = product.imageUrl
    ? [
        make(Image, {
          source: product.imageUrl,
          decorative: true,
          fit: "contain",
          aspectRatio: 4 / 3,
        }),
      ]
    : [];
  const details = make(BlockStack, { spacing: "loose" }, [
    make(TextContainer, { spacing: "tight" }, [
      make(Heading, {}, [product.title]),
      ...(variants.length === 1 && only?.title
        ? [make(TextBlock, { subdued: true }, [only.title])]
        : []),
      make(InlineStack, { spacing: "tight" }, [
        make(Text, { emphasized: true, size: "large" }, [price]),
        listPrice,
      ]),
    ]),
    ...(select ? [select] : []),
    make(Separator, {}),
    rows,
    message,
    buttons,
  ]);
  putInto(
    root,
    make(BlockStack, { spacing: "loose" }, [
      make(CalloutBanner, { title: offer.title, spacing: "tight" }, [
        ...(offer.benefit ? [make(TextBlock, {}, [offer.benefit])] : []),
        make(TextBlock, { subdued: true }, [words.explain]),
      ]),
      make(Layout, LAYOUT, [make(Frame, {}, picture), details]),
    ]),
  );
  return {
    showCost(cost) {
      price.updateText(cost.price);
      empty(listPrice);
      if (cost.listPrice) listPrice.appendChild(text(cost.listPrice));
      empty(rows);
      for (const [label, amount] of [
        [words.price, cost.price],
        [words.shipping, cost.shipping ?? words.free],
        ...(cost.taxes ? [[words.taxes, cost.taxes] as const] : []),
        [words.total, cost.total],
      ] as const)
        rows.appendChild(
          make(InlineStack, { alignment: "baseline" }, [
            make(Text, { subdued: label !== words.total }, [label]),
            make(Text, { emphasized: label === words.total }, [amount]),
          ]),
        );
      acceptWords.updateText(withTotal(words.accept, cost.total));
      empty(message);
    },
    say(content) {
      empty(message);
      message.appendChild(make(Banner, { status: "warning" }, [content]));
    },
    setBusy(busy) {
      accept.updateProps({ loading: busy === "accepting", disabled: busy !== null });
      decline.updateProps({ disabled: busy === "accepting" || busy === "declining" });
      select?.updateProps({ disabled: busy === "accepting" || busy === "declining" });
    },
    showWayOn() {
      empty(buttons);
      buttons.appendChild(goOn);
      select?.updateProps({ disabled: true });
    },
  };
}

/** One beside the other where there is room. */
const LAYOUT = {
  maxInlineSize: 0.95,
  media: [
    { viewportSize: "small" as const, sizes: [1], maxInlineSize: 0.95 },
    { viewportSize: "medium" as const, sizes: [0.4, 0.6], maxInlineSize: 720 },
    { viewportSize: "large" as const, sizes: [0.4, 0.6], maxInlineSize: 860 },
  ],
};
