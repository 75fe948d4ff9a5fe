-- AlterTable
ALTER TABLE "Referral" ADD COLUMN     "customerId" TEXT,
ADD COLUMN     "friendHash" TEXT;

-- CreateIndex
CREATE INDEX "OrderContact_shop_addressHash_idx" ON "OrderContact"("shop", "addressHash");

-- CreateIndex
CREATE INDEX "Referral_shop_friendHash_idx" ON "Referral"("shop", "friendHash");

-- CreateIndex
CREATE INDEX "Referral_shop_customerId_idx" ON "Referral"("shop", "customerId");
