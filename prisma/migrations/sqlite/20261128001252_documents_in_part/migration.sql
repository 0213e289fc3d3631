-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_DocumentItem" (
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
    "lacking" INTEGER NOT NULL DEFAULT 0,
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
INSERT INTO "new_DocumentItem" ("attempts", "bytes", "clientId", "createdAt", "detail", "doneAt", "dueAt", "error", "fetched", "file", "firmId", "id", "jobId", "keptUntil", "lease", "rank", "receiptCount", "receipts", "sha256", "state") SELECT "attempts", "bytes", "clientId", "createdAt", "detail", "doneAt", "dueAt", "error", "fetched", "file", "firmId", "id", "jobId", "keptUntil", "lease", "rank", "receiptCount", "receipts", "sha256", "state" FROM "DocumentItem";
DROP TABLE "DocumentItem";
ALTER TABLE "new_DocumentItem" RENAME TO "DocumentItem";
CREATE INDEX "DocumentItem_state_rank_dueAt_idx" ON "DocumentItem"("state", "rank", "dueAt");
CREATE INDEX "DocumentItem_jobId_state_idx" ON "DocumentItem"("jobId", "state");
CREATE INDEX "DocumentItem_clientId_createdAt_idx" ON "DocumentItem"("clientId", "createdAt");
CREATE INDEX "DocumentItem_firmId_idx" ON "DocumentItem"("firmId");
CREATE INDEX "DocumentItem_keptUntil_idx" ON "DocumentItem"("keptUntil");
CREATE TABLE "new_Firm" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL DEFAULT '',
    "phone" TEXT NOT NULL DEFAULT '',
    "locale" TEXT NOT NULL DEFAULT 'pt-BR',
    "timeZone" TEXT NOT NULL DEFAULT 'America/Sao_Paulo',
    "requestDays" INTEGER NOT NULL DEFAULT 30,
    "openLinks" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 0,
    "createdAt" DATETIME NOT NULL
);
INSERT INTO "new_Firm" ("createdAt", "email", "id", "locale", "name", "phone", "requestDays", "timeZone", "version") SELECT "createdAt", "email", "id", "locale", "name", "phone", "requestDays", "timeZone", "version" FROM "Firm";
DROP TABLE "Firm";
ALTER TABLE "new_Firm" RENAME TO "Firm";
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
