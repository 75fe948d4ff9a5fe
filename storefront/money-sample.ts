/** What Liquid is asked to write, in hundredths, to show how the shop writes amounts: each digit is another one. */
const SAMPLE = /1(\D*)234(\D*)56[78](?:(\D)89)?/;

/**
 * Says how the shop writes amounts in the currency that the shopper sees, read off one that it wrote itself: so it holds for every
 * format and for markets with currencies of their own.
 * @param text `{{ 123456789 | money }}`, as it is read: `€1.234.567,89`
 * @returns writes hundredths, as Liquid counts every currency
 */
export function moneyWriter(text: string): (hundredths: number) => string {
  const [number, group = ",", , point] = SAMPLE.exec(text) ?? [];
  return (hundredths) => {
    const digits =
      number !== undefined && point === undefined
        ? String(Math.round(hundredths / 100))
        : String(hundredths).padStart(3, "0");
    const decimals = number !== undefined && point === undefined ? 0 : 2;
    const whole = digits
      .slice(0, digits.length - decimals)
      .replace(/\B(?=(\d{3})+$)/g, () => group);
    const written = decimals === 0 ? whole : whole + (point ?? ".") + digits.slice(-decimals);
    return number === undefined ? written : text.replace(number, () => written);
  };
}
