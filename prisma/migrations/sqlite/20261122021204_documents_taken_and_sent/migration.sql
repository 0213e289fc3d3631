-- CreateTable
CREATE TABLE "DocumentJob" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "firmId" TEXT NOT NULL,
    "memberId" TEXT,
    "month" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "locale" TEXT NOT NULL DEFAULT 'pt-BR',
    "runningKey" TEXT,
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "message" TEXT,
    "shared" BOOLEAN NOT NULL DEFAULT false,
    "total" INTEGER NOT NULL,
    "ready" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "cardAt" DATETIME NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "doneAt" DATETIME,
    CONSTRAINT "DocumentJob_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "DocumentJob_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "DocumentItem" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "firmId" TEXT NOT NULL,
    "jobId" TEXT NOT NULL,
    "clientId" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "rank" INTEGER NOT NULL,
    "dueAt" DATETIME NOT NULL,
    "lease" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "fetched" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT NOT NULL DEFAULT '',
    "detail" TEXT NOT NULL DEFAULT '{}',
    "receipts" TEXT NOT NULL DEFAULT '[]',
    "receiptCount" INTEGER NOT NULL DEFAULT 0,
    "file" TEXT NOT NULL DEFAULT '',
    "bytes" INTEGER NOT NULL DEFAULT 0,
    "sha256" TEXT NOT NULL DEFAULT '',
    "keptUntil" DATETIME,
    "createdAt" DATETIME NOT NULL,
    "doneAt" DATETIME,
    CONSTRAINT "DocumentItem_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "DocumentItem_jobId_fkey" FOREIGN KEY ("jobId") REFERENCES "DocumentJob" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "DocumentItem_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "Client" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "DocumentAsk" (
    "hash" TEXT NOT NULL PRIMARY KEY,
    "firmId" TEXT NOT NULL,
    "clientId" TEXT NOT NULL,
    "month" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL DEFAULT '',
    "locale" TEXT NOT NULL DEFAULT 'pt-BR',
    "createdById" TEXT,
    "expiresAt" DATETIME NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "DocumentAsk_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "DocumentAsk_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "Client" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "DocumentIn" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "firmId" TEXT NOT NULL,
    "clientId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL,
    "remoteId" TEXT NOT NULL DEFAULT '',
    "remoteState" TEXT NOT NULL DEFAULT '',
    "error" TEXT NOT NULL DEFAULT '',
    "lookAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    "passedAt" DATETIME,
    CONSTRAINT "DocumentIn_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "DocumentIn_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "Client" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "DocumentJob_runningKey_key" ON "DocumentJob"("runningKey");

-- CreateIndex
CREATE INDEX "DocumentJob_firmId_createdAt_idx" ON "DocumentJob"("firmId", "createdAt");

-- CreateIndex
CREATE INDEX "DocumentJob_memberId_idx" ON "DocumentJob"("memberId");

-- CreateIndex
CREATE INDEX "DocumentJob_state_idx" ON "DocumentJob"("state");

-- CreateIndex
CREATE INDEX "DocumentItem_state_rank_dueAt_idx" ON "DocumentItem"("state", "rank", "dueAt");

-- CreateIndex
CREATE INDEX "DocumentItem_jobId_state_idx" ON "DocumentItem"("jobId", "state");

-- CreateIndex
CREATE INDEX "DocumentItem_clientId_createdAt_idx" ON "DocumentItem"("clientId", "createdAt");

-- CreateIndex
CREATE INDEX "DocumentItem_firmId_idx" ON "DocumentItem"("firmId");

-- CreateIndex
CREATE INDEX "DocumentItem_keptUntil_idx" ON "DocumentItem"("keptUntil");

-- CreateIndex
CREATE INDEX "DocumentAsk_clientId_createdAt_idx" ON "DocumentAsk"("clientId", "createdAt");

-- CreateIndex
CREATE INDEX "DocumentAsk_firmId_idx" ON "DocumentAsk"("firmId");

-- CreateIndex
CREATE INDEX "DocumentAsk_expiresAt_idx" ON "DocumentAsk"("expiresAt");

-- CreateIndex
CREATE INDEX "DocumentIn_firmId_createdAt_idx" ON "DocumentIn"("firmId", "createdAt");

-- CreateIndex
CREATE INDEX "DocumentIn_lookAt_idx" ON "DocumentIn"("lookAt");

-- CreateIndex
CREATE UNIQUE INDEX "DocumentIn_clientId_sha256_key" ON "DocumentIn"("clientId", "sha256");
