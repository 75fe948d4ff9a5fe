-- Definitions are written once more: the post-purchase page reads only a metafield whose definition is public.
UPDATE "Shop" SET "hasDefinitions" = false;
