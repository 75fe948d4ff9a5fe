-- CreateTable
CREATE TABLE "FollowUpSettings" (
    "shop" TEXT NOT NULL,
    "rules" JSONB NOT NULL,

    CONSTRAINT "FollowUpSettings_pkey" PRIMARY KEY ("shop")
);

-- CreateTable
CREATE TABLE "FollowUpSequence" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "FollowUpSequence_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "FollowUp" (
    "shop" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "customerId" TEXT,
    "sequenceId" TEXT,
    "endedBecause" TEXT,
    "dueAt" TIMESTAMP(3) NOT NULL,
    "claimedUntil" TIMESTAMP(3),
    "changes" INTEGER NOT NULL DEFAULT 0,
    "failingSince" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "FollowUp_pkey" PRIMARY KEY ("shop","orderId")
);

-- CreateTable
CREATE TABLE "FollowUpMail" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "stepId" TEXT NOT NULL,
    "sequenceId" TEXT,
    "customerId" TEXT,
    "state" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "message" TEXT,
    "openedAt" TIMESTAMP(3),
    "clickedAt" TIMESTAMP(3),
    "unsubscribedAt" TIMESTAMP(3),

    CONSTRAINT "FollowUpMail_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "MailBlock" (
    "shop" TEXT NOT NULL,
    "customerId" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "toldShopifyAt" TIMESTAMP(3),

    CONSTRAINT "MailBlock_pkey" PRIMARY KEY ("shop","customerId")
);

-- CreateTable
CREATE TABLE "FlowEvent" (
    "shop" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "handle" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "toldAt" TIMESTAMP(3),

    CONSTRAINT "FlowEvent_pkey" PRIMARY KEY ("shop","key")
);

-- CreateIndex
CREATE INDEX "FollowUp_shop_endedBecause_dueAt_idx" ON "FollowUp"("shop", "endedBecause", "dueAt");

-- CreateIndex
CREATE INDEX "FollowUp_shop_customerId_idx" ON "FollowUp"("shop", "customerId");

-- CreateIndex
CREATE INDEX "FollowUpMail_shop_customerId_createdAt_idx" ON "FollowUpMail"("shop", "customerId", "createdAt");

-- CreateIndex
CREATE INDEX "FollowUpMail_shop_sequenceId_stepId_idx" ON "FollowUpMail"("shop", "sequenceId", "stepId");

-- CreateIndex
CREATE UNIQUE INDEX "FollowUpMail_shop_orderId_stepId_key" ON "FollowUpMail"("shop", "orderId", "stepId");

-- CreateIndex
CREATE INDEX "MailBlock_shop_toldShopifyAt_idx" ON "MailBlock"("shop", "toldShopifyAt");

-- CreateIndex
CREATE INDEX "FlowEvent_shop_toldAt_idx" ON "FlowEvent"("shop", "toldAt");

