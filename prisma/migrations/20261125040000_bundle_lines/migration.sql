-- AlterTable
ALTER TABLE "OrderFact" ADD COLUMN "wholeBundles" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Shop" ADD COLUMN "cartTransformId" TEXT;
