-- CreateTable
CREATE TABLE "OrderHistory" (
    "shop" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "operationId" TEXT,
    "total" INTEGER,
    "done" INTEGER NOT NULL DEFAULT 0,
    "message" TEXT,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "OrderHistory_pkey" PRIMARY KEY ("shop")
);

-- Programmes of before began with their first order.
UPDATE "LoyaltyProgramme" SET rules = rules || '{"earnsSince": null}'::jsonb;
