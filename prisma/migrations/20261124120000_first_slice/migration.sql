-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "shop" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "isOnline" BOOLEAN NOT NULL DEFAULT false,
    "scope" TEXT,
    "expires" TIMESTAMP(3),
    "accessToken" TEXT NOT NULL,
    "userId" BIGINT,
    "firstName" TEXT,
    "lastName" TEXT,
    "email" TEXT,
    "accountOwner" BOOLEAN NOT NULL DEFAULT false,
    "locale" TEXT,
    "collaborator" BOOLEAN DEFAULT false,
    "emailVerified" BOOLEAN DEFAULT false,
    "refreshToken" TEXT,
    "refreshTokenExpires" TIMESTAMP(3),

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Shop" (
    "shop" TEXT NOT NULL,
    "currencyCode" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL,
    "isInstalled" BOOLEAN NOT NULL DEFAULT true,
    "discountId" TEXT,
    "hasDefinitions" BOOLEAN NOT NULL DEFAULT false,
    "nextChangeAt" TIMESTAMP(3),
    "ordersReconciledTo" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Shop_pkey" PRIMARY KEY ("shop")
);

-- CreateTable
CREATE TABLE "Offer" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "priority" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Offer_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "PublishedTitle" (
    "shop" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "offerId" TEXT NOT NULL,
    "publishedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "PublishedTitle_pkey" PRIMARY KEY ("shop","title","offerId")
);

-- CreateTable
CREATE TABLE "PublishedDocument" (
    "shop" TEXT NOT NULL,
    "productId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "PublishedDocument_pkey" PRIMARY KEY ("shop","productId","key")
);

-- CreateTable
CREATE TABLE "PublishRun" (
    "shop" TEXT NOT NULL,
    "requested" INTEGER NOT NULL DEFAULT 0,
    "published" INTEGER NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL,
    "written" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "message" TEXT,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "PublishRun_pkey" PRIMARY KEY ("shop")
);

-- CreateTable
CREATE TABLE "WebhookInbox" (
    "shop" TEXT NOT NULL,
    "webhookId" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "triggeredAt" TIMESTAMP(3) NOT NULL,
    "payload" JSONB NOT NULL,
    "receivedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "processedAt" TIMESTAMP(3),

    CONSTRAINT "WebhookInbox_pkey" PRIMARY KEY ("shop","webhookId")
);

-- CreateTable
CREATE TABLE "OrderFact" (
    "shop" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "cancelledAt" TIMESTAMP(3),
    "currencyCode" TEXT NOT NULL,
    "facts" JSONB NOT NULL,

    CONSTRAINT "OrderFact_pkey" PRIMARY KEY ("shop","orderId")
);

-- CreateTable
CREATE TABLE "RefundFact" (
    "shop" TEXT NOT NULL,
    "refundId" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "lines" JSONB NOT NULL,

    CONSTRAINT "RefundFact_pkey" PRIMARY KEY ("shop","refundId")
);

-- CreateTable
CREATE TABLE "Attribution" (
    "shop" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "lineItemId" TEXT NOT NULL,
    "offerId" TEXT NOT NULL,
    "orderedAt" TIMESTAMP(3) NOT NULL,
    "currencyCode" TEXT NOT NULL,
    "revenueMinor" INTEGER NOT NULL,
    "discountMinor" INTEGER NOT NULL,
    "units" INTEGER NOT NULL,

    CONSTRAINT "Attribution_pkey" PRIMARY KEY ("shop","orderId","lineItemId","offerId")
);

-- CreateTable
CREATE TABLE "PrivacyAudit" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PrivacyAudit_pkey" PRIMARY KEY ("shop","id")
);

-- CreateIndex
CREATE INDEX "Session_shop_idx" ON "Session"("shop");

-- CreateIndex
CREATE INDEX "Offer_shop_status_idx" ON "Offer"("shop", "status");

-- CreateIndex
CREATE INDEX "WebhookInbox_shop_processedAt_idx" ON "WebhookInbox"("shop", "processedAt");

-- CreateIndex
CREATE INDEX "OrderFact_shop_createdAt_idx" ON "OrderFact"("shop", "createdAt");

-- CreateIndex
CREATE INDEX "RefundFact_shop_orderId_idx" ON "RefundFact"("shop", "orderId");

-- CreateIndex
CREATE INDEX "Attribution_shop_offerId_orderedAt_idx" ON "Attribution"("shop", "offerId", "orderedAt");

