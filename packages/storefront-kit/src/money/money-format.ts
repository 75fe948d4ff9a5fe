/**
 * An amount in the shop's own money format, such as `€{{amount}}` (shopify.dev, "Currency formatting").
 * @param hundredths as Liquid counts every currency
 */
export function formatMoney(hundredths: number, format: string): string {
  return format.replace(/\{\{\s*(\w+)\s*\}\}/, (_whole, style: string) => {
    const decimals = style.includes("no_decimals") ? 0 : 2;
    const [thousands, point] = style.includes("comma_separator")
      ? [".", ","]
      : style.includes("apostrophe_separator")
        ? ["'", "."]
        : style.includes("space_separator")
          ? [" ", style === "amount_with_space_separator" ? "," : "."]
          : [",", "."];
    const scaled = decimals === 0 ? Math.round(hundredths / 100) : hundredths;
    const digits = String(scaled).padStart(decimals + 1, "0");
    const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(\d{3})+$)/g, thousands!);
    return decimals === 0 ? whole : whole + point + digits.slice(-decimals);
  });
}
