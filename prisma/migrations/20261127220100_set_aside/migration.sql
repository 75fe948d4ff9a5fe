-- CreateTable
CREATE TABLE "SetAside" (
    "shop" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "itemId" TEXT NOT NULL,
    "subjectId" TEXT,
    "reason" TEXT NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 1,
    "failingSince" TIMESTAMP(3) NOT NULL,
    "setAsideAt" TIMESTAMP(3),

    CONSTRAINT "SetAside_pkey" PRIMARY KEY ("shop","kind","itemId")
);

-- CreateIndex
CREATE INDEX "SetAside_shop_setAsideAt_idx" ON "SetAside"("shop", "setAsideAt");


-- What was set aside before has its reason in the inbox.
INSERT INTO "SetAside" ("shop", "kind", "itemId", "reason", "failingSince", "setAsideAt")
SELECT "shop", 'webhook', "webhookId", "refusal", "receivedAt", "receivedAt"
FROM "WebhookInbox" WHERE "refusal" IS NOT NULL;
