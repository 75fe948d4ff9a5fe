-- AlterTable
ALTER TABLE "Shop" ADD COLUMN     "deletionsLookedAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "OrderFact" ADD COLUMN     "financialStatus" TEXT,
ADD COLUMN     "name" TEXT,
ADD COLUMN     "standing" TEXT NOT NULL DEFAULT 'counts',
ADD COLUMN     "triggeredAt" TIMESTAMP(3);

-- What is known of them: of the other standings, nothing was kept.
UPDATE "OrderFact" SET "standing" = 'cancelled' WHERE "cancelledAt" IS NOT NULL;

-- AlterTable
ALTER TABLE "RefundFact" ADD COLUMN     "paidBackMinor" BIGINT,
ADD COLUMN     "shippingMinor" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "taxMinor" BIGINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "OrderContact" ADD COLUMN     "mailboxHash" TEXT;

-- CreateIndex
CREATE INDEX "OrderContact_shop_mailboxHash_idx" ON "OrderContact"("shop", "mailboxHash");
