-- AlterTable
ALTER TABLE "Shop" ADD COLUMN     "installedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- An uninstall that is told of only now may be of the time before this migration: it counts.
UPDATE "Shop" SET "installedAt" = "createdAt";

-- AlterTable
ALTER TABLE "PrivacyAudit" ADD COLUMN     "subjectHash" TEXT;

-- It names nobody from now on, and told birthdays before.
UPDATE "PrivacyAudit" SET "detail" = regexp_replace("detail", 'their birthday \([^)]*\)', 'their birthday');

-- CreateTable
CREATE TABLE "ServedWebhook" (
    "shop" TEXT NOT NULL,
    "webhookId" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "triggeredAt" TIMESTAMP(3) NOT NULL,
    "servedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ServedWebhook_pkey" PRIMARY KEY ("shop","webhookId")
);

-- CreateTable
CREATE TABLE "ErasedSubject" (
    "shop" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "erasedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ErasedSubject_pkey" PRIMARY KEY ("shop","hash")
);

-- CreateTable
CREATE TABLE "DataRequest" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "customerId" TEXT,
    "orderIds" JSONB NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "DataRequest_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "CustomerMerge" (
    "shop" TEXT NOT NULL,
    "deletedId" TEXT NOT NULL,
    "keptId" TEXT NOT NULL,

    CONSTRAINT "CustomerMerge_pkey" PRIMARY KEY ("shop","deletedId")
);

-- CreateIndex
CREATE INDEX "PrivacyAudit_shop_createdAt_idx" ON "PrivacyAudit"("shop", "createdAt");

-- CreateIndex
CREATE INDEX "DataRequest_shop_customerId_idx" ON "DataRequest"("shop", "customerId");

-- CreateIndex
CREATE INDEX "DataRequest_expiresAt_idx" ON "DataRequest"("expiresAt");

-- CreateIndex
CREATE INDEX "CustomerMerge_shop_keptId_idx" ON "CustomerMerge"("shop", "keptId");

-- Merges of before, as far as points tell of them: merged/{number of the customer who is gone}/{count}/in.
INSERT INTO "CustomerMerge" ("shop", "deletedId", "keptId")
SELECT DISTINCT ON ("shop", split_part("key", '/', 2))
  "shop", 'gid://shopify/Customer/' || split_part("key", '/', 2), "customerId"
FROM "LedgerEntry" WHERE "key" LIKE 'merged/%/in'
ORDER BY "shop", split_part("key", '/', 2), "createdAt" DESC;
