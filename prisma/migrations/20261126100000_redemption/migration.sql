-- CreateTable
CREATE TABLE "Redemption" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "customerId" TEXT NOT NULL,
    "points" INTEGER NOT NULL,
    "amountMinor" INTEGER NOT NULL,
    "currencyCode" TEXT NOT NULL,
    "way" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "grantId" TEXT,
    "message" TEXT,
    "claimedAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Redemption_pkey" PRIMARY KEY ("shop","id")
);
CREATE INDEX "Redemption_shop_state_idx" ON "Redemption"("shop", "state");
CREATE INDEX "Redemption_shop_customerId_idx" ON "Redemption"("shop", "customerId");
CREATE INDEX "Redemption_shop_grantId_idx" ON "Redemption"("shop", "grantId");
