-- AlterTable
ALTER TABLE "FollowUpMail" ADD COLUMN     "addressHash" TEXT;

-- AlterTable
ALTER TABLE "FollowUpSequence" ADD COLUMN     "activeSince" TIMESTAMP(3);

-- CreateTable
CREATE TABLE "OrderFulfillment" (
    "shop" TEXT NOT NULL,
    "fulfillmentId" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "shipmentStatus" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "deliveredAt" TIMESTAMP(3),
    "requiresShipping" BOOLEAN NOT NULL DEFAULT true,
    "lines" JSONB,

    CONSTRAINT "OrderFulfillment_pkey" PRIMARY KEY ("shop","fulfillmentId")
);

-- CreateTable
CREATE TABLE "AddressBlock" (
    "shop" TEXT NOT NULL,
    "addressHash" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "customerId" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "AddressBlock_pkey" PRIMARY KEY ("shop","addressHash")
);

-- CreateTable
CREATE TABLE "TestMail" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "sentAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "TestMail_pkey" PRIMARY KEY ("shop","id")
);

-- CreateIndex
CREATE INDEX "OrderFulfillment_shop_orderId_idx" ON "OrderFulfillment"("shop", "orderId");

-- CreateIndex
CREATE INDEX "OrderFulfillment_shop_shipmentStatus_updatedAt_idx" ON "OrderFulfillment"("shop", "shipmentStatus", "updatedAt");

-- CreateIndex
CREATE INDEX "AddressBlock_shop_customerId_idx" ON "AddressBlock"("shop", "customerId");

-- CreateIndex
CREATE INDEX "TestMail_shop_sentAt_idx" ON "TestMail"("shop", "sentAt");

-- What was known of an order's shipments does not say which they were. Shopify is asked for them when the order is looked at
-- next, which is to be soon.
DROP TABLE "OrderDelivery";
UPDATE "FollowUp" SET "dueAt" = LEAST("dueAt", now() AT TIME ZONE 'UTC'), "changes" = "changes" + 1 WHERE "endedBecause" IS NULL;

-- Since when they are live is not known: orders that are shipped from now on are asked about, and those that wait already.
UPDATE "FollowUpSequence" SET "activeSince" = now() AT TIME ZONE 'UTC' WHERE "status" IN ('active', 'paused');

-- A mail that came back was noted for its customer, and not for the address, which is not stored. Another mail may go to each;
-- what comes of it is noted for the address.
DELETE FROM "MailBlock" WHERE "reason" = 'bounced';
