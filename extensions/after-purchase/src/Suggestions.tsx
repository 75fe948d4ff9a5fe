/** @jsxImportSource preact */
import { useEffect, useState } from "preact/hooks";
import { formatAmount } from "@tandem/storefront-kit/money/decimal";

import { cartAddress } from "../../../core/offers/after-purchase.ts";
import type { Suggestion } from "../../../core/offers/after-purchase.ts";
import { findSoldProducts } from "./find-sold-products.ts";
import type { SoldProduct } from "./find-sold-products.ts";
import type { Page } from "./page.ts";

/** What goes with the order and can be bought now, each with a button that puts it into a cart. */
export function Suggestions({
  page,
  suggestions,
}: {
  readonly page: Page;
  readonly suggestions: readonly Suggestion[];
}) {
  const [sold, setSold] = useState<ReadonlyMap<string, SoldProduct>>(new Map());
  const ids = suggestions.map((one) => one.productId);
  const asked = ids.join(" ");
  useEffect(() => {
    if (asked === "") return;
    findSoldProducts(page.query, suggestions).then(setSold, (failure: unknown) =>
      console.error("What goes with the order could not be read.", failure),
    );
  }, [asked, page, suggestions]);
  const shown = suggestions
    .flatMap((suggestion) => {
      const product = sold.get(suggestion.productId);
      return product ? [{ suggestion, product }] : [];
    })
    .slice(0, page.mostSuggestions);
  const [first] = shown;
  if (!first) return null;
  return (
    <s-section heading={first.suggestion.title}>
      <s-stack gap="base">
        {shown.map(({ suggestion, product }) => (
          <s-stack
            key={product.variantId}
            direction="inline"
            gap="base"
            alignItems="center"
            justifyContent="space-between"
          >
            <s-stack direction="inline" gap="base" alignItems="center">
              {product.imageUrl && (
                <s-product-thumbnail src={product.imageUrl} alt="" size="base" />
              )}
              <s-stack gap="none">
                <s-text type="strong">{product.title}</s-text>
                <s-text color="subdued">
                  {formatAmount(product.price.amount, product.price.currencyCode, page.language)}
                </s-text>
              </s-stack>
            </s-stack>
            <s-button
              variant="secondary"
              href={cartAddress(page.storefrontUrl, product.variantId, suggestion.offerId)}
              accessibilityLabel={page.translate("suggestions.add_this", {
                product: product.title,
              })}
            >
              {page.translate("suggestions.add")}
            </s-button>
          </s-stack>
        ))}
      </s-stack>
    </s-section>
  );
}
