-- What Shopify gave once was noted for two redemptions of the same amount, where the answer to one was lost. The first keeps it.
-- Of the others nobody knows whether they were given, so none is given again: a person has to look.
UPDATE "Redemption" AS later
SET "grantId" = NULL,
    "message" = 'What Shopify gave (' || later."grantId" || ') was noted for an earlier redemption as well.'
WHERE EXISTS (
  SELECT 1 FROM "Redemption" AS first
  WHERE first."shop" = later."shop" AND first."grantId" = later."grantId"
    AND (first."createdAt", first."id") < (later."createdAt", later."id")
);

-- DropIndex
DROP INDEX "Redemption_shop_grantId_idx";

-- AlterTable
ALTER TABLE "Redemption" ADD COLUMN     "claimId" TEXT,
ADD COLUMN     "lateGrantId" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "Redemption_shop_grantId_key" ON "Redemption"("shop", "grantId");
