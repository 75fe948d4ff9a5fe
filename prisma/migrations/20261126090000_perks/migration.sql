-- Programmes of before gave nothing for points, and nothing to tiers.
UPDATE "LoyaltyProgramme"
SET rules = rules
  || '{"redeeming": null, "expiryDays": 0}'::jsonb
  || jsonb_build_object(
    'tiers',
    rules -> 'tiers' || jsonb_build_object(
      'levels',
      (
        SELECT coalesce(
          jsonb_agg(
            level || jsonb_build_object(
              'id', 'tier-' || place,
              'perks', '{"discountBasisPoints": 0, "hasFreeShipping": false, "pointsFactor": 100, "creditMinor": 0}'::jsonb
            )
            ORDER BY place
          ),
          '[]'::jsonb
        )
        FROM jsonb_array_elements(rules #> '{tiers,levels}') WITH ORDINALITY AS levels (level, place)
      )
    )
  );

-- AlterTable
ALTER TABLE "LoyaltyOrder" ADD COLUMN "pointsFactor" INTEGER NOT NULL DEFAULT 100;
