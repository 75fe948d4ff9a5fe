-- CreateTable
CREATE TABLE "LoyaltyProgramme" (
    "shop" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "startsAt" TIMESTAMP(3) NOT NULL,
    "rules" JSONB NOT NULL,
    "author" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LoyaltyProgramme_pkey" PRIMARY KEY ("shop","version")
);

-- CreateTable
CREATE TABLE "LedgerEntry" (
    "shop" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "customerId" TEXT NOT NULL,
    "orderId" TEXT,
    "kind" TEXT NOT NULL,
    "points" INTEGER NOT NULL,
    "availableAt" TIMESTAMP(3) NOT NULL,
    "programmeVersion" INTEGER NOT NULL,
    "reason" TEXT,
    "author" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LedgerEntry_pkey" PRIMARY KEY ("shop","key")
);

-- CreateTable
CREATE TABLE "LoyaltyOrder" (
    "shop" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "customerId" TEXT NOT NULL,
    "orderedAt" TIMESTAMP(3) NOT NULL,
    "netMinor" INTEGER NOT NULL,
    "points" INTEGER NOT NULL,

    CONSTRAINT "LoyaltyOrder_pkey" PRIMARY KEY ("shop","orderId")
);

-- CreateIndex
CREATE INDEX "LedgerEntry_shop_customerId_createdAt_idx" ON "LedgerEntry"("shop", "customerId", "createdAt");

-- CreateIndex
CREATE INDEX "LedgerEntry_shop_orderId_idx" ON "LedgerEntry"("shop", "orderId");

-- CreateIndex
CREATE INDEX "LoyaltyOrder_shop_customerId_orderedAt_idx" ON "LoyaltyOrder"("shop", "customerId", "orderedAt");

-- CreateTable
CREATE TABLE "MemberMirror" (
    "shop" TEXT NOT NULL,
    "customerId" TEXT NOT NULL,
    "requested" INTEGER NOT NULL DEFAULT 1,
    "mirrored" INTEGER NOT NULL DEFAULT 0,
    "dueAt" TIMESTAMP(3),
    "hash" TEXT,

    CONSTRAINT "MemberMirror_pkey" PRIMARY KEY ("shop","customerId")
);

-- CreateIndex
CREATE INDEX "MemberMirror_shop_dueAt_idx" ON "MemberMirror"("shop", "dueAt");

-- There are more definitions now; those that exist are left as they are.
UPDATE "Shop" SET "hasDefinitions" = false;
