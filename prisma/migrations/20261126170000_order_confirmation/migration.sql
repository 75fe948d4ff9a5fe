-- CreateTable
CREATE TABLE "OrderConfirmation" (
    "shop" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "writtenAt" TIMESTAMP(3),

    CONSTRAINT "OrderConfirmation_pkey" PRIMARY KEY ("shop","orderId")
);

-- CreateIndex
CREATE INDEX "OrderConfirmation_shop_writtenAt_idx" ON "OrderConfirmation"("shop", "writtenAt");

