const SHOP_SUFFIX = ".myshopify.com";
const FORM = /^<?([\da-f-]{36})\.([a-z\d-]+)@/i;

/**
 * The Message-ID of a mail, without angle brackets: it names the mail and its shop, so that what a mail provider tells of it later can be
 * found again.
 * @param domain that mails come from
 */
export function messageIdOf(shop: string, mailId: string, domain: string): string {
  return `${mailId}.${shop.replace(SHOP_SUFFIX, "")}@${domain}`;
}

/** The mail that a Message-ID names, with or without angle brackets; null for one that is not ours. */
export function readMessageId(messageId: string): { shop: string; mailId: string } | null {
  const [, mailId, handle] = FORM.exec(messageId.trim()) ?? [];
  return mailId && handle ? { shop: `${handle}${SHOP_SUFFIX}`, mailId } : null;
}
