-- AlterTable
ALTER TABLE "Account" ADD COLUMN "locale" TEXT;

-- CreateTable
CREATE TABLE "ConnectionAsk" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "email" TEXT NOT NULL,
    "accountantEmail" TEXT NOT NULL,
    "companyName" TEXT NOT NULL,
    "document" TEXT,
    "contactName" TEXT NOT NULL DEFAULT '',
    "phone" TEXT NOT NULL DEFAULT '',
    "service" TEXT NOT NULL DEFAULT '',
    "firmName" TEXT NOT NULL DEFAULT '',
    "firmPhone" TEXT NOT NULL DEFAULT '',
    "firmDocument" TEXT NOT NULL DEFAULT '',
    "locale" TEXT NOT NULL DEFAULT 'pt-BR',
    "textVersion" TEXT NOT NULL,
    "textHash" TEXT NOT NULL,
    "ip" TEXT NOT NULL DEFAULT '',
    "userAgent" TEXT NOT NULL DEFAULT '',
    "expiresAt" DATETIME NOT NULL,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "ProvenAddress" (
    "email" TEXT NOT NULL PRIMARY KEY,
    "firmId" TEXT NOT NULL,
    "provenAt" DATETIME NOT NULL,
    CONSTRAINT "ProvenAddress_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_ConnectionRequest" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "firmId" TEXT NOT NULL,
    "clientId" TEXT,
    "accountId" TEXT,
    "direction" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "companyName" TEXT NOT NULL DEFAULT '',
    "document" TEXT,
    "contactName" TEXT NOT NULL DEFAULT '',
    "phone" TEXT NOT NULL DEFAULT '',
    "service" TEXT NOT NULL DEFAULT '',
    "accountantEmail" TEXT NOT NULL DEFAULT '',
    "firmName" TEXT NOT NULL DEFAULT '',
    "firmPhone" TEXT NOT NULL DEFAULT '',
    "firmDocument" TEXT NOT NULL DEFAULT '',
    "payer" TEXT NOT NULL DEFAULT 'none',
    "locale" TEXT NOT NULL DEFAULT 'pt-BR',
    "pendingKey" TEXT,
    "createdById" TEXT,
    "reminders" INTEGER NOT NULL DEFAULT 0,
    "nextAt" DATETIME,
    "sentAt" DATETIME,
    "expiresAt" DATETIME NOT NULL,
    "decidedAt" DATETIME,
    "decidedBy" TEXT,
    "decidedFrom" TEXT,
    "reason" TEXT NOT NULL DEFAULT '',
    "before" TEXT NOT NULL DEFAULT '',
    "handover" TEXT NOT NULL DEFAULT '',
    "handoverOf" TEXT,
    "handoverBy" TEXT,
    "endedAt" DATETIME,
    "endedBy" TEXT,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "ConnectionRequest_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ConnectionRequest_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "Client" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "ConnectionRequest_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_ConnectionRequest" ("accountId", "clientId", "companyName", "contactName", "createdAt", "createdById", "decidedAt", "decidedBy", "decidedFrom", "direction", "document", "email", "expiresAt", "firmDocument", "firmId", "firmName", "firmPhone", "id", "locale", "nextAt", "payer", "pendingKey", "phone", "reason", "reminders", "sentAt", "service", "state") SELECT "accountId", "clientId", "companyName", "contactName", "createdAt", "createdById", "decidedAt", "decidedBy", "decidedFrom", "direction", "document", "email", "expiresAt", "firmDocument", "firmId", "firmName", "firmPhone", "id", "locale", "nextAt", "payer", "pendingKey", "phone", "reason", "reminders", "sentAt", "service", "state" FROM "ConnectionRequest";
DROP TABLE "ConnectionRequest";
ALTER TABLE "new_ConnectionRequest" RENAME TO "ConnectionRequest";
CREATE UNIQUE INDEX "ConnectionRequest_pendingKey_key" ON "ConnectionRequest"("pendingKey");
CREATE INDEX "ConnectionRequest_firmId_state_createdAt_idx" ON "ConnectionRequest"("firmId", "state", "createdAt");
CREATE INDEX "ConnectionRequest_state_nextAt_idx" ON "ConnectionRequest"("state", "nextAt");
CREATE INDEX "ConnectionRequest_clientId_idx" ON "ConnectionRequest"("clientId");
CREATE INDEX "ConnectionRequest_accountId_idx" ON "ConnectionRequest"("accountId");
CREATE INDEX "ConnectionRequest_email_idx" ON "ConnectionRequest"("email");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "ConnectionAsk_accountantEmail_idx" ON "ConnectionAsk"("accountantEmail");

-- CreateIndex
CREATE INDEX "ConnectionAsk_expiresAt_idx" ON "ConnectionAsk"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "ConnectionAsk_email_accountantEmail_key" ON "ConnectionAsk"("email", "accountantEmail");

-- CreateIndex
CREATE INDEX "ProvenAddress_firmId_idx" ON "ProvenAddress"("firmId");
