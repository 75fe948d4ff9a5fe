-- AlterTable
ALTER TABLE "Shop" ADD COLUMN     "hasOneClick" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "OneClick" (
    "shop" TEXT NOT NULL,
    "referenceId" TEXT NOT NULL,
    "orderId" TEXT,
    "state" TEXT NOT NULL,
    "offerId" TEXT,
    "productId" TEXT,
    "basisPoints" INTEGER NOT NULL DEFAULT 0,
    "content" JSONB,
    "variantId" TEXT,
    "changesetId" TEXT,
    "reason" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "shownAt" TIMESTAMP(3),
    "answeredAt" TIMESTAMP(3),
    "dueAt" TIMESTAMP(3),

    CONSTRAINT "OneClick_pkey" PRIMARY KEY ("shop","referenceId")
);

-- CreateIndex
CREATE INDEX "OneClick_shop_orderId_idx" ON "OneClick"("shop", "orderId");

-- CreateIndex
CREATE INDEX "OneClick_shop_createdAt_idx" ON "OneClick"("shop", "createdAt");

-- CreateIndex
CREATE INDEX "OneClick_shop_dueAt_idx" ON "OneClick"("shop", "dueAt");

