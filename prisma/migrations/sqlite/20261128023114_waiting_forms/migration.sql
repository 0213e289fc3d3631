-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Draft" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "firmId" TEXT,
    "memberId" TEXT,
    "person" TEXT NOT NULL DEFAULT '',
    "clientId" TEXT,
    "data" TEXT NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    CONSTRAINT "Draft_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Draft_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_Draft" ("clientId", "data", "expiresAt", "firmId", "id", "memberId") SELECT "clientId", "data", "expiresAt", "firmId", "id", "memberId" FROM "Draft";
DROP TABLE "Draft";
ALTER TABLE "new_Draft" RENAME TO "Draft";
CREATE INDEX "Draft_firmId_idx" ON "Draft"("firmId");
CREATE INDEX "Draft_memberId_idx" ON "Draft"("memberId");
CREATE INDEX "Draft_person_idx" ON "Draft"("person");
CREATE INDEX "Draft_expiresAt_idx" ON "Draft"("expiresAt");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
