-- AlterTable
ALTER TABLE "Shop" ADD COLUMN "reviewKeyVersion" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "RefundFact" ADD COLUMN "chargedBackMinor" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "OrderFact" ADD COLUMN "customerId" TEXT;
UPDATE "OrderFact" SET "customerId" = facts->>'customerId';
CREATE INDEX "OrderFact_shop_customerId_createdAt_idx" ON "OrderFact"("shop", "customerId", "createdAt");

-- CreateTable
CREATE TABLE "MemberProfile" (
    "shop" TEXT NOT NULL,
    "customerId" TEXT NOT NULL,
    "birthMonth" INTEGER,
    "birthDay" INTEGER,
    "birthdayToldAt" TIMESTAMP(3),
    "referralCode" TEXT,

    CONSTRAINT "MemberProfile_pkey" PRIMARY KEY ("shop", "customerId")
);
CREATE UNIQUE INDEX "MemberProfile_shop_referralCode_key" ON "MemberProfile"("shop", "referralCode");

-- CreateTable
CREATE TABLE "Referral" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "referrerId" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "orderId" TEXT,
    "verdict" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Referral_pkey" PRIMARY KEY ("shop", "id")
);
CREATE UNIQUE INDEX "Referral_shop_code_key" ON "Referral"("shop", "code");
CREATE INDEX "Referral_shop_referrerId_createdAt_idx" ON "Referral"("shop", "referrerId", "createdAt");
CREATE INDEX "Referral_shop_orderId_idx" ON "Referral"("shop", "orderId");

-- CreateTable
CREATE TABLE "OrderContact" (
    "shop" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "emailHash" TEXT,
    "addressHash" TEXT,

    CONSTRAINT "OrderContact_pkey" PRIMARY KEY ("shop", "orderId")
);
CREATE INDEX "OrderContact_shop_emailHash_idx" ON "OrderContact"("shop", "emailHash");

-- Programmes of before had no campaigns, bonuses or icons.
UPDATE "LoyaltyProgramme" SET rules = rules
  || jsonb_build_object(
    'earning', rules->'earning' || '{"campaigns": []}'::jsonb,
    'bonuses', '{"signUpPoints": 0, "birthdayPoints": 0, "reviewPoints": 0, "reviewsPerMonth": 5, "referral": null}'::jsonb,
    'tiers', rules->'tiers' || jsonb_build_object('levels', COALESCE(
      (SELECT jsonb_agg('{"icon": "star"}'::jsonb || level) FROM jsonb_array_elements(rules->'tiers'->'levels') AS level),
      '[]'::jsonb)));

-- What the theme blocks read of the programme has more in it.
UPDATE "PublishRun" SET requested = requested + 1;

-- A metafield of the shop has come to those that are defined.
UPDATE "Shop" SET "hasDefinitions" = false;
