import de from "../locales/de.json";
import en from "../locales/en.json";
import es from "../locales/es.json";
import fr from "../locales/fr.json";
import ja from "../locales/ja.json";
import { copyLocaleOf } from "../../../core/offers/locales.ts";

export type Words = typeof en;
const WORDS: Readonly<Record<ReturnType<typeof copyLocaleOf>, Words>> = { en, de, fr, es, ja };

/** The page's words in the language of the checkout ("de", "fr-CA"); English where we do not speak it. */
export function wordsFor(locale: string): Words {
  return WORDS[copyLocaleOf(locale)];
}

/** Puts a total into words that have a place for it. */
export function withTotal(words: string, total: string): string {
  return words.replace("{{total}}", total);
}
