-- CreateTable
CREATE TABLE "Firm" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL DEFAULT '',
    "phone" TEXT NOT NULL DEFAULT '',
    "locale" TEXT NOT NULL DEFAULT 'pt-BR',
    "timeZone" TEXT NOT NULL DEFAULT 'America/Sao_Paulo',
    "requestDays" INTEGER NOT NULL DEFAULT 30,
    "version" INTEGER NOT NULL DEFAULT 0,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Member" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "firmId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "role" TEXT NOT NULL,
    "locale" TEXT,
    "removedAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Member_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ChatIdentity" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "firmId" TEXT NOT NULL,
    "memberId" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "user" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "ChatIdentity_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ChatIdentity_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Workspace" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "firmId" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "channel" TEXT,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Workspace_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "LinkCode" (
    "hash" TEXT NOT NULL PRIMARY KEY,
    "firmId" TEXT NOT NULL,
    "memberId" TEXT NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "usedAt" DATETIME,
    CONSTRAINT "LinkCode_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Account" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "document" TEXT,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Client" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "firmId" TEXT NOT NULL,
    "document" TEXT,
    "name" TEXT NOT NULL,
    "tradeName" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL DEFAULT '',
    "phone" TEXT NOT NULL DEFAULT '',
    "contactName" TEXT NOT NULL DEFAULT '',
    "notes" TEXT NOT NULL DEFAULT '',
    "accountId" TEXT,
    "situation" TEXT NOT NULL,
    "charges" TEXT NOT NULL DEFAULT '',
    "analystId" TEXT,
    "nameKey" TEXT NOT NULL,
    "searchKey" TEXT NOT NULL,
    "plan" TEXT NOT NULL DEFAULT '',
    "payer" TEXT NOT NULL DEFAULT 'none',
    "expiresOn" TEXT NOT NULL DEFAULT '9999-12-31',
    "autoRenew" BOOLEAN NOT NULL DEFAULT false,
    "lastExportOn" TEXT NOT NULL DEFAULT '',
    "deletedAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "Client_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Client_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Client_analystId_fkey" FOREIGN KEY ("analystId") REFERENCES "Member" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ConnectionRequest" (
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
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "ConnectionRequest_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ConnectionRequest_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "Client" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "ConnectionRequest_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Consent" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "firmId" TEXT NOT NULL,
    "requestId" TEXT NOT NULL,
    "accountId" TEXT,
    "textVersion" TEXT NOT NULL,
    "textHash" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "ip" TEXT NOT NULL DEFAULT '',
    "userAgent" TEXT NOT NULL DEFAULT '',
    "revokedAt" DATETIME,
    CONSTRAINT "Consent_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Consent_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "ConnectionRequest" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Consent_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Link" (
    "hash" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "requestId" TEXT,
    "email" TEXT NOT NULL,
    "locale" TEXT NOT NULL DEFAULT 'pt-BR',
    "expiresAt" DATETIME NOT NULL,
    "usedAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Link_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "ConnectionRequest" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PostedCard" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "firmId" TEXT NOT NULL,
    "requestId" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "PostedCard_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "PostedCard_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "ConnectionRequest" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "License" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "firmId" TEXT NOT NULL,
    "clientId" TEXT NOT NULL,
    "packageId" TEXT,
    "plan" TEXT NOT NULL,
    "payer" TEXT NOT NULL,
    "recurrence" TEXT NOT NULL DEFAULT 'yearly',
    "startsOn" TEXT NOT NULL DEFAULT '',
    "expiresOn" TEXT NOT NULL,
    "autoRenew" BOOLEAN NOT NULL DEFAULT false,
    "trialEndsOn" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "License_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "License_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "Client" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "License_packageId_fkey" FOREIGN KEY ("packageId") REFERENCES "LicensePackage" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "LicenseEvent" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "firmId" TEXT NOT NULL,
    "clientId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "plan" TEXT NOT NULL DEFAULT '',
    "payer" TEXT NOT NULL DEFAULT 'none',
    "expiresOn" TEXT NOT NULL DEFAULT '',
    "autoRenew" BOOLEAN NOT NULL DEFAULT false,
    "source" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "LicenseEvent_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "LicenseEvent_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "Client" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "LicensePackage" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "firmId" TEXT NOT NULL,
    "plan" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "used" INTEGER NOT NULL DEFAULT 0,
    "recurrence" TEXT NOT NULL DEFAULT 'yearly',
    "purchasedOn" TEXT NOT NULL,
    "renewsOn" TEXT NOT NULL,
    "priceCents" INTEGER NOT NULL DEFAULT 0,
    "autoRenew" BOOLEAN NOT NULL DEFAULT true,
    "cancelledAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "LicensePackage_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Export" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "firmId" TEXT NOT NULL,
    "clientId" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "detail" TEXT NOT NULL DEFAULT '{}',
    "actor" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "Export_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Export_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "Client" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Outbox" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "key" TEXT NOT NULL,
    "firmId" TEXT,
    "kind" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "dueAt" DATETIME NOT NULL,
    "leaseUntil" DATETIME,
    "lease" TEXT,
    "error" TEXT NOT NULL DEFAULT '',
    "createdAt" DATETIME NOT NULL,
    "sentAt" DATETIME
);

-- CreateTable
CREATE TABLE "Audit" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "firmId" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "verb" TEXT NOT NULL,
    "subject" TEXT NOT NULL DEFAULT '',
    "detail" TEXT NOT NULL DEFAULT '{}',
    "platform" TEXT NOT NULL DEFAULT '',
    "at" DATETIME NOT NULL,
    CONSTRAINT "Audit_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ViewState" (
    "token" TEXT NOT NULL PRIMARY KEY,
    "firmId" TEXT NOT NULL,
    "data" TEXT NOT NULL,
    "expiresAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Delivery" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "expiresAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Upload" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "firmId" TEXT NOT NULL,
    "memberId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "bytes" BLOB NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    CONSTRAINT "Upload_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Upload_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "Member_firmId_email_key" ON "Member"("firmId", "email");

-- CreateIndex
CREATE INDEX "ChatIdentity_memberId_idx" ON "ChatIdentity"("memberId");

-- CreateIndex
CREATE UNIQUE INDEX "ChatIdentity_platform_workspace_user_key" ON "ChatIdentity"("platform", "workspace", "user");

-- CreateIndex
CREATE INDEX "Workspace_firmId_idx" ON "Workspace"("firmId");

-- CreateIndex
CREATE UNIQUE INDEX "Workspace_platform_workspace_key" ON "Workspace"("platform", "workspace");

-- CreateIndex
CREATE UNIQUE INDEX "Account_email_key" ON "Account"("email");

-- CreateIndex
CREATE INDEX "Client_firmId_email_idx" ON "Client"("firmId", "email");

-- CreateIndex
CREATE INDEX "Client_firmId_nameKey_id_idx" ON "Client"("firmId", "nameKey", "id");

-- CreateIndex
CREATE INDEX "Client_firmId_expiresOn_id_idx" ON "Client"("firmId", "expiresOn", "id");

-- CreateIndex
CREATE INDEX "Client_firmId_lastExportOn_id_idx" ON "Client"("firmId", "lastExportOn", "id");

-- CreateIndex
CREATE INDEX "Client_firmId_situation_nameKey_id_idx" ON "Client"("firmId", "situation", "nameKey", "id");

-- CreateIndex
CREATE INDEX "Client_firmId_payer_nameKey_id_idx" ON "Client"("firmId", "payer", "nameKey", "id");

-- CreateIndex
CREATE INDEX "Client_firmId_analystId_nameKey_id_idx" ON "Client"("firmId", "analystId", "nameKey", "id");

-- CreateIndex
CREATE INDEX "Client_accountId_idx" ON "Client"("accountId");

-- CreateIndex
CREATE INDEX "Client_deletedAt_idx" ON "Client"("deletedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Client_firmId_document_key" ON "Client"("firmId", "document");

-- CreateIndex
CREATE UNIQUE INDEX "ConnectionRequest_pendingKey_key" ON "ConnectionRequest"("pendingKey");

-- CreateIndex
CREATE INDEX "ConnectionRequest_firmId_state_createdAt_idx" ON "ConnectionRequest"("firmId", "state", "createdAt");

-- CreateIndex
CREATE INDEX "ConnectionRequest_state_nextAt_idx" ON "ConnectionRequest"("state", "nextAt");

-- CreateIndex
CREATE INDEX "ConnectionRequest_clientId_idx" ON "ConnectionRequest"("clientId");

-- CreateIndex
CREATE INDEX "ConnectionRequest_accountId_idx" ON "ConnectionRequest"("accountId");

-- CreateIndex
CREATE INDEX "ConnectionRequest_email_idx" ON "ConnectionRequest"("email");

-- CreateIndex
CREATE INDEX "Consent_requestId_idx" ON "Consent"("requestId");

-- CreateIndex
CREATE INDEX "Consent_accountId_idx" ON "Consent"("accountId");

-- CreateIndex
CREATE INDEX "Consent_firmId_idx" ON "Consent"("firmId");

-- CreateIndex
CREATE INDEX "Link_requestId_idx" ON "Link"("requestId");

-- CreateIndex
CREATE INDEX "Link_expiresAt_idx" ON "Link"("expiresAt");

-- CreateIndex
CREATE INDEX "PostedCard_requestId_idx" ON "PostedCard"("requestId");

-- CreateIndex
CREATE INDEX "PostedCard_firmId_idx" ON "PostedCard"("firmId");

-- CreateIndex
CREATE UNIQUE INDEX "PostedCard_platform_workspace_channel_message_key" ON "PostedCard"("platform", "workspace", "channel", "message");

-- CreateIndex
CREATE UNIQUE INDEX "License_clientId_key" ON "License"("clientId");

-- CreateIndex
CREATE INDEX "License_firmId_expiresOn_idx" ON "License"("firmId", "expiresOn");

-- CreateIndex
CREATE INDEX "License_packageId_idx" ON "License"("packageId");

-- CreateIndex
CREATE INDEX "LicenseEvent_clientId_at_idx" ON "LicenseEvent"("clientId", "at");

-- CreateIndex
CREATE INDEX "LicenseEvent_firmId_kind_clientId_idx" ON "LicenseEvent"("firmId", "kind", "clientId");

-- CreateIndex
CREATE INDEX "LicensePackage_firmId_renewsOn_idx" ON "LicensePackage"("firmId", "renewsOn");

-- CreateIndex
CREATE INDEX "Export_clientId_at_idx" ON "Export"("clientId", "at");

-- CreateIndex
CREATE INDEX "Export_firmId_at_idx" ON "Export"("firmId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "Outbox_key_key" ON "Outbox"("key");

-- CreateIndex
CREATE INDEX "Outbox_state_dueAt_idx" ON "Outbox"("state", "dueAt");

-- CreateIndex
CREATE INDEX "Outbox_firmId_idx" ON "Outbox"("firmId");

-- CreateIndex
CREATE INDEX "Audit_firmId_at_idx" ON "Audit"("firmId", "at");

-- CreateIndex
CREATE INDEX "Audit_firmId_subject_at_idx" ON "Audit"("firmId", "subject", "at");

-- CreateIndex
CREATE INDEX "ViewState_expiresAt_idx" ON "ViewState"("expiresAt");

-- CreateIndex
CREATE INDEX "Delivery_expiresAt_idx" ON "Delivery"("expiresAt");

-- CreateIndex
CREATE INDEX "Upload_expiresAt_idx" ON "Upload"("expiresAt");
