-- AlterTable
ALTER TABLE "MemberMirror"
  ADD COLUMN "tierId" TEXT,
  ADD COLUMN "tag" TEXT,
  ADD COLUMN "points" INTEGER NOT NULL DEFAULT 0;
CREATE INDEX "MemberMirror_shop_tierId_points_idx" ON "MemberMirror"("shop", "tierId", "points");

-- Every member is looked at once more, for their tier.
UPDATE "MemberMirror" SET requested = requested + 1;

-- Programmes of before tagged nobody.
UPDATE "LoyaltyProgramme" SET rules = rules || '{"tagPrefix": null}'::jsonb;
