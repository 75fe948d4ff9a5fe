import type { PrismaClient } from "@prisma/client";

/**
 * What is to be done when a shop uninstalled the app: its tokens are worthless, and Shopify took the
 * discount and our metafields away, so what we remember of them would be wrong. The offers stay.
 */
export async function forgetInstallation(prisma: PrismaClient, shop: string): Promise<void> {
  await prisma.$transaction([
    prisma.session.deleteMany({ where: { shop } }),
    prisma.publishedDocument.deleteMany({ where: { shop } }),
    prisma.memberMirror.updateMany({ where: { shop }, data: { hash: null, mirrored: 0 } }),
    prisma.shop.updateMany({
      where: { shop },
      data: {
        isInstalled: false,
        discountId: null,
        cartTransformId: null,
        publishedCombination: null,
        hasDefinitions: false,
        nextChangeAt: null,
      },
    }),
  ]);
}

/** Deletes all that is kept of a shop: Shopify asks for it 48 hours after an uninstall. */
export async function eraseShop(prisma: PrismaClient, shop: string): Promise<void> {
  const where = { shop };
  await prisma.$transaction([
    prisma.session.deleteMany({ where }),
    prisma.offer.deleteMany({ where }),
    prisma.incompatiblePair.deleteMany({ where }),
    prisma.publishedTitle.deleteMany({ where }),
    prisma.publishedDocument.deleteMany({ where }),
    prisma.publishRun.deleteMany({ where }),
    prisma.webhookInbox.deleteMany({ where }),
    prisma.setAside.deleteMany({ where }),
    prisma.orderFact.deleteMany({ where }),
    prisma.refundFact.deleteMany({ where }),
    prisma.attribution.deleteMany({ where }),
    prisma.ledgerEntry.deleteMany({ where }),
    prisma.loyaltyOrder.deleteMany({ where }),
    prisma.loyaltyProgramme.deleteMany({ where }),
    prisma.memberMirror.deleteMany({ where }),
    prisma.redemption.deleteMany({ where }),
    prisma.orderHistory.deleteMany({ where }),
    prisma.memberProfile.deleteMany({ where }),
    prisma.referral.deleteMany({ where }),
    prisma.orderContact.deleteMany({ where }),
    prisma.pulseSettings.deleteMany({ where }),
    prisma.pulse.deleteMany({ where }),
    prisma.orderDelivery.deleteMany({ where }),
    prisma.followUpSettings.deleteMany({ where }),
    prisma.followUpSequence.deleteMany({ where }),
    prisma.followUp.deleteMany({ where }),
    prisma.followUpMail.deleteMany({ where }),
    prisma.mailBlock.deleteMany({ where }),
    prisma.flowEvent.deleteMany({ where }),
    prisma.orderConfirmation.deleteMany({ where }),
    prisma.oneClick.deleteMany({ where }),
    prisma.shop.deleteMany({ where }),
  ]);
}
