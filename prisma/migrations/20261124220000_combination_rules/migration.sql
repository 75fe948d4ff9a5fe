-- AlterTable
ALTER TABLE "Shop" ADD COLUMN     "combinesWithOrder" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "combinesWithProduct" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "combinesWithShipping" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "publishedCombination" TEXT;

