-- CreateTable
CREATE TABLE "PulseSettings" (
    "shop" TEXT NOT NULL,
    "isOnOrderStatus" BOOLEAN NOT NULL,
    "daysAfterFulfilment" INTEGER NOT NULL,
    "supportEmail" TEXT,

    CONSTRAINT "PulseSettings_pkey" PRIMARY KEY ("shop")
);

-- CreateTable
CREATE TABLE "Pulse" (
    "shop" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "customerId" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "comment" TEXT NOT NULL,
    "answeredAt" TIMESTAMP(3) NOT NULL,
    "toldFlowAt" TIMESTAMP(3),

    CONSTRAINT "Pulse_pkey" PRIMARY KEY ("shop", "orderId")
);
CREATE INDEX "Pulse_shop_toldFlowAt_idx" ON "Pulse"("shop", "toldFlowAt");
CREATE INDEX "Pulse_shop_answeredAt_idx" ON "Pulse"("shop", "answeredAt");
CREATE INDEX "Pulse_shop_customerId_idx" ON "Pulse"("shop", "customerId");

-- CreateTable
CREATE TABLE "OrderDelivery" (
    "shop" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "fulfilledAt" TIMESTAMP(3) NOT NULL,
    "deliveredAt" TIMESTAMP(3),

    CONSTRAINT "OrderDelivery_pkey" PRIMARY KEY ("shop", "orderId")
);
