// The pricing work as a plain JavaScript Function would do it, to be run on QuickJS beside the module:
// best bundles first by saving for a unit, then quantity breaks on what is left. It reads Shopify's
// input and answers Shopify's output, and skips what is hard (competing combinations are not searched).
globalThis.priceCart = (text) => {
  const input = JSON.parse(text);
  const minor = (amount) => Math.round(Number(amount) * 100);
  const lines = input.cart.lines.map((line) => ({
    id: line.id,
    product: Number(line.merchandise.product.id.split("/").pop()),
    price: minor(line.cost.amountPerQuantity.amount),
    left: line.sellingPlanAllocation ? 0 : line.quantity,
    saving: 0,
    titles: [],
    document: line.merchandise.product.metafield && line.merchandise.product.metafield.jsonValue,
  }));
  const byProduct = new Map();
  for (const line of lines)
    byProduct.set(line.product, [...(byProduct.get(line.product) || []), line]);
  const off = (price, value) =>
    Math.max(
      0,
      Math.min(
        price,
        value.percent !== undefined
          ? Math.floor((price * value.percent) / 10000 + 0.5)
          : value.amount !== undefined
            ? value.amount
            : price - value.price,
      ),
    );
  const title = (offer) => offer.title[input.localization.language.isoCode] || offer.title[""];
  const bundles = lines.flatMap((line) => (line.document && line.document.bundles) || []);
  const sets = bundles.map((bundle) => {
    const parts = bundle.components.map((one) => ({
      one,
      line: (byProduct.get(one.product) || [])[0],
    }));
    if (parts.some((part) => !part.line)) return null;
    const price = parts.reduce((sum, part) => sum + part.line.price * part.one.quantity, 0);
    const units = parts.reduce((sum, part) => sum + part.one.quantity, 0);
    const saving = off(price, bundle.off);
    return { bundle, parts, price, saving, rank: saving / units };
  });
  for (const set of sets.filter(Boolean).sort((a, b) => b.rank - a.rank)) {
    const times = Math.min(
      ...set.parts.map((part) => Math.floor(part.line.left / part.one.quantity)),
    );
    if (times < 1) continue;
    let rest = set.saving;
    set.parts.forEach((part, index) => {
      const share =
        index === set.parts.length - 1
          ? rest
          : Math.floor((set.saving * part.line.price * part.one.quantity) / set.price);
      rest -= share;
      part.line.left -= part.one.quantity * times;
      part.line.saving += share * times;
      part.line.titles.push(title(set.bundle));
    });
  }
  for (const [, group] of byProduct) {
    for (const offer of (group[0].document && group[0].document.breaks) || []) {
      const units = group.reduce((sum, line) => sum + line.left, 0);
      const tier = offer.tiers.filter((one) => one.from <= units).pop();
      if (!tier) continue;
      for (const line of group) {
        line.saving += off(line.price, tier.off) * line.left;
        if (line.left > 0) line.titles.push(title(offer));
        line.left = 0;
      }
    }
  }
  const candidates = lines
    .filter((line) => line.saving > 0)
    .map((line) => ({
      targets: [{ cartLine: { id: line.id } }],
      value: { fixedAmount: { amount: (line.saving / 100).toFixed(2) } },
      message: line.titles.join(" + "),
    }));
  return JSON.stringify({
    operations: candidates.length
      ? [{ productDiscountsAdd: { selectionStrategy: "ALL", candidates } }]
      : [],
  });
};
