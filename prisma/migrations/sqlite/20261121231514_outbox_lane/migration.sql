-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Outbox" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "key" TEXT NOT NULL,
    "firmId" TEXT,
    "kind" TEXT NOT NULL,
    "lane" TEXT NOT NULL DEFAULT '',
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
INSERT INTO "new_Outbox" ("attempts", "createdAt", "dueAt", "error", "firmId", "id", "key", "kind", "lease", "leaseUntil", "payload", "sentAt", "state") SELECT "attempts", "createdAt", "dueAt", "error", "firmId", "id", "key", "kind", "lease", "leaseUntil", "payload", "sentAt", "state" FROM "Outbox";
DROP TABLE "Outbox";
ALTER TABLE "new_Outbox" RENAME TO "Outbox";
CREATE UNIQUE INDEX "Outbox_key_key" ON "Outbox"("key");
CREATE INDEX "Outbox_state_dueAt_idx" ON "Outbox"("state", "dueAt");
CREATE INDEX "Outbox_lane_state_dueAt_id_idx" ON "Outbox"("lane", "state", "dueAt", "id");
CREATE INDEX "Outbox_firmId_idx" ON "Outbox"("firmId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
