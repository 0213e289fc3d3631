-- AlterTable
ALTER TABLE "Account" ADD COLUMN "erasingAt" DATETIME;

-- AlterTable
ALTER TABLE "Firm" ADD COLUMN "closedAt" DATETIME;
ALTER TABLE "Firm" ADD COLUMN "closesAt" DATETIME;

-- AlterTable
ALTER TABLE "Member" ADD COLUMN "erasedAt" DATETIME;

-- CreateTable
CREATE TABLE "PostedMessage" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "firmId" TEXT NOT NULL,
    "clientId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "direct" BOOLEAN NOT NULL DEFAULT false,
    "message" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "PostedMessage_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "PostedMessage_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "Client" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Draft" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "firmId" TEXT NOT NULL,
    "memberId" TEXT NOT NULL,
    "clientId" TEXT,
    "data" TEXT NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    CONSTRAINT "Draft_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Draft_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "PostedMessage_clientId_idx" ON "PostedMessage"("clientId");

-- CreateIndex
CREATE INDEX "PostedMessage_firmId_idx" ON "PostedMessage"("firmId");

-- CreateIndex
CREATE UNIQUE INDEX "PostedMessage_platform_workspace_channel_message_clientId_key" ON "PostedMessage"("platform", "workspace", "channel", "message", "clientId");

-- CreateIndex
CREATE INDEX "Draft_firmId_idx" ON "Draft"("firmId");

-- CreateIndex
CREATE INDEX "Draft_memberId_idx" ON "Draft"("memberId");

-- CreateIndex
CREATE INDEX "Draft_expiresAt_idx" ON "Draft"("expiresAt");
