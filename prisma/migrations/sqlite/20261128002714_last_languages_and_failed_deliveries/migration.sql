-- AlterTable
ALTER TABLE "Member" ADD COLUMN "lastLocale" TEXT;

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Notice" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "firmId" TEXT NOT NULL,
    "batchId" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "clientId" TEXT,
    "requestId" TEXT,
    "outboxId" TEXT,
    "detail" TEXT NOT NULL DEFAULT '',
    "at" DATETIME NOT NULL,
    CONSTRAINT "Notice_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Notice_batchId_fkey" FOREIGN KEY ("batchId") REFERENCES "NoticeBatch" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Notice_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "Client" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Notice_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "ConnectionRequest" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_Notice" ("at", "batchId", "clientId", "detail", "firmId", "id", "requestId", "topic") SELECT "at", "batchId", "clientId", "detail", "firmId", "id", "requestId", "topic" FROM "Notice";
DROP TABLE "Notice";
ALTER TABLE "new_Notice" RENAME TO "Notice";
CREATE INDEX "Notice_batchId_idx" ON "Notice"("batchId");
CREATE INDEX "Notice_firmId_idx" ON "Notice"("firmId");
CREATE INDEX "Notice_clientId_idx" ON "Notice"("clientId");
CREATE INDEX "Notice_requestId_idx" ON "Notice"("requestId");
CREATE TABLE "new_Schedule" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "firmId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "onHoliday" TEXT NOT NULL DEFAULT 'next',
    "place" TEXT NOT NULL,
    "platform" TEXT NOT NULL DEFAULT '',
    "workspace" TEXT NOT NULL DEFAULT '',
    "channel" TEXT NOT NULL DEFAULT '',
    "channelName" TEXT NOT NULL DEFAULT '',
    "memberId" TEXT,
    "steps" TEXT NOT NULL DEFAULT '7,15,30',
    "sendEmpty" BOOLEAN NOT NULL DEFAULT false,
    "paused" TEXT NOT NULL DEFAULT '',
    "nextAt" DATETIME,
    "settledUntil" DATETIME NOT NULL,
    "createdById" TEXT,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "Schedule_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Schedule_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_Schedule" ("channel", "createdAt", "createdById", "firmId", "id", "kind", "memberId", "nextAt", "onHoliday", "paused", "place", "platform", "rule", "sendEmpty", "settledUntil", "steps", "updatedAt", "workspace") SELECT "channel", "createdAt", "createdById", "firmId", "id", "kind", "memberId", "nextAt", "onHoliday", "paused", "place", "platform", "rule", "sendEmpty", "settledUntil", "steps", "updatedAt", "workspace" FROM "Schedule";
DROP TABLE "Schedule";
ALTER TABLE "new_Schedule" RENAME TO "Schedule";
CREATE INDEX "Schedule_nextAt_idx" ON "Schedule"("nextAt");
CREATE INDEX "Schedule_firmId_idx" ON "Schedule"("firmId");
CREATE INDEX "Schedule_memberId_idx" ON "Schedule"("memberId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
