-- CreateTable
CREATE TABLE "ImportTitle" (
    "firmId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "column" TEXT NOT NULL,
    "updatedAt" DATETIME NOT NULL,

    PRIMARY KEY ("firmId", "title"),
    CONSTRAINT "ImportTitle_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ImportUndo" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "firmId" TEXT NOT NULL,
    "file" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    CONSTRAINT "ImportUndo_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ImportUndoPart" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "firmId" TEXT NOT NULL,
    "undoId" TEXT NOT NULL,
    "data" TEXT NOT NULL,
    CONSTRAINT "ImportUndoPart_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ImportUndoPart_undoId_fkey" FOREIGN KEY ("undoId") REFERENCES "ImportUndo" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Upload" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "firmId" TEXT NOT NULL,
    "memberId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "bytes" BLOB NOT NULL,
    "choices" TEXT NOT NULL DEFAULT '{}',
    "expiresAt" DATETIME NOT NULL,
    CONSTRAINT "Upload_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Upload_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_Upload" ("bytes", "expiresAt", "firmId", "id", "memberId", "name") SELECT "bytes", "expiresAt", "firmId", "id", "memberId", "name" FROM "Upload";
DROP TABLE "Upload";
ALTER TABLE "new_Upload" RENAME TO "Upload";
CREATE INDEX "Upload_expiresAt_idx" ON "Upload"("expiresAt");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "ImportUndo_firmId_expiresAt_idx" ON "ImportUndo"("firmId", "expiresAt");

-- CreateIndex
CREATE INDEX "ImportUndo_expiresAt_idx" ON "ImportUndo"("expiresAt");

-- CreateIndex
CREATE INDEX "ImportUndoPart_undoId_idx" ON "ImportUndoPart"("undoId");

-- CreateIndex
CREATE INDEX "ImportUndoPart_firmId_idx" ON "ImportUndoPart"("firmId");
