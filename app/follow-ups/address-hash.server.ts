import { keyedHash, keyedHashesBefore } from "../platform/secrets.server.ts";

const textOf = (shop: string, email: string) => `${shop} ${email.trim().toLowerCase()}`;

/** A keyed hash of an e-mail address, by which it is known again and cannot be read. Capitals make no other address. */
export function addressHashOf(shop: string, email: string): string {
  return keyedHash("mail-address", textOf(shop, email));
}

/** The same, by this key and by those of before: what is stored may be of any of them. */
export function addressHashesOf(shop: string, email: string): string[] {
  return [addressHashOf(shop, email), ...keyedHashesBefore("mail-address", textOf(shop, email))];
}
