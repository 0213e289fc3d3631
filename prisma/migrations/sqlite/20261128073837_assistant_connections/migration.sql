-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_AssistantKey" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "firmId" TEXT NOT NULL,
    "memberId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "user" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "lastUsedAt" DATETIME,
    "revokedAt" DATETIME,
    "refresh" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "AssistantKey_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "AssistantKey_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_AssistantKey" ("createdAt", "expiresAt", "firmId", "hash", "id", "lastUsedAt", "memberId", "name", "platform", "revokedAt", "scope", "user", "workspace") SELECT "createdAt", "expiresAt", "firmId", "hash", "id", "lastUsedAt", "memberId", "name", "platform", "revokedAt", "scope", "user", "workspace" FROM "AssistantKey";
DROP TABLE "AssistantKey";
ALTER TABLE "new_AssistantKey" RENAME TO "AssistantKey";
CREATE UNIQUE INDEX "AssistantKey_hash_key" ON "AssistantKey"("hash");
CREATE INDEX "AssistantKey_firmId_idx" ON "AssistantKey"("firmId");
CREATE INDEX "AssistantKey_memberId_idx" ON "AssistantKey"("memberId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
