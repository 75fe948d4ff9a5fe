-- AlterTable
ALTER TABLE "DataRequest" ADD COLUMN     "contact" TEXT,
ADD COLUMN     "emailHash" TEXT;

-- CreateIndex
CREATE INDEX "DataRequest_shop_emailHash_idx" ON "DataRequest"("shop", "emailHash");
