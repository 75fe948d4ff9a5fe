-- Documents of the shop itself stand beside those of its products.
ALTER TABLE "PublishedDocument" RENAME COLUMN "productId" TO "ownerId";

-- There are more definitions now; those that exist are left as they are.
UPDATE "Shop" SET "hasDefinitions" = false;
