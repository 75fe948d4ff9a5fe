-- AlterTable
ALTER TABLE "WebhookInbox" ADD COLUMN "refusal" TEXT;
