-- There is one more definition now; those that exist are left as they are.
UPDATE "Shop" SET "hasDefinitions" = false;

-- What never goes together is published from now on; the sweep finds that it is due.
UPDATE "PublishRun" SET "requested" = "requested" + 1;
