-- CreateTable
CREATE TABLE "IncompatiblePair" (
    "shop" TEXT NOT NULL,
    "firstId" TEXT NOT NULL,
    "secondId" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "IncompatiblePair_pkey" PRIMARY KEY ("shop","firstId","secondId")
);
