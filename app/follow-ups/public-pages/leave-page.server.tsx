import { databaseClock } from "../../platform/clock.server.ts";
import { lockedTime } from "../../platform/lock.server.ts";
import { unsubscribe } from "../block-mail.server.ts";
import { PublicPage } from "./PublicPage.tsx";
import { page } from "./receive-link.server.tsx";
import type { LinkVisit, OpenedLink } from "./receive-link.server.tsx";
import { PAGE_WORDS } from "./words.ts";

/** Asks whether a buyer wants no more mail: programs that open links unsubscribe nobody. */
export function askToLeave({ locale, identity }: LinkVisit): Response {
  const words = PAGE_WORDS[locale];
  return page(
    <PublicPage locale={locale} title={words.leave} shopName={identity.name}>
      <p>{words.leaveWhy(identity.name)}</p>
      <form method="post">
        <button>{words.leaveButton}</button>
      </form>
    </PublicPage>,
  );
}

/**
 * Unsubscribes a buyer: from the page, or, by one click, from their mail program (RFC 8058). From then on they are sent nothing
 * more, and a job tells Shopify: that it cannot be reached keeps nobody from leaving. Asked twice, it is done once.
 */
export async function leave({ prisma, jobs, link, mail }: OpenedLink): Promise<void> {
  const { shop } = link;
  const { customerId } = mail;
  await prisma.$transaction(async (transaction) => {
    const at = await lockedTime(transaction, databaseClock, shop, customerId ?? mail.orderId);
    if (customerId) await unsubscribe(transaction, shop, customerId, at);
    await transaction.followUpMail.updateMany({
      where: { shop, id: mail.id, unsubscribedAt: null },
      data: { unsubscribedAt: at },
    });
  });
  await jobs.ask("follow-ups", { shop });
}

export function hasLeft({ locale, identity }: LinkVisit): Response {
  const words = PAGE_WORDS[locale];
  return page(
    <PublicPage locale={locale} title={words.left(identity.name)} shopName={identity.name} />,
  );
}
