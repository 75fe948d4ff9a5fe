import { keyedHash, keyedHashesBefore } from "../platform/secrets.server.ts";

/*
 * Mail is not sent to this very address; referrals ask who is behind one, and compare mailboxes (loyalty/referrals/order-contact). So
 * the two hash different forms of an address, each by a key of its own, and neither tells anything of the other. One form for both
 * would also make stored hashes unknown: the addresses behind them are not kept.
 */
const textOf = (shop: string, email: string) => `${shop} ${email.trim().toLowerCase()}`;

/** A keyed hash of an e-mail address, by which it is known again and cannot be read. Capitals make no other address. */
export function addressHashOf(shop: string, email: string): string {
  return keyedHash("mail-address", textOf(shop, email));
}

/** The same, by this key and by those of before: what is stored may be of any of them. */
export function addressHashesOf(shop: string, email: string): string[] {
  return [addressHashOf(shop, email), ...keyedHashesBefore("mail-address", textOf(shop, email))];
}
