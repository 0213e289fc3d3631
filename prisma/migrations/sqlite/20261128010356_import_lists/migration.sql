-- CreateTable
CREATE TABLE "ImportList" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "firmId" TEXT NOT NULL,
    "titles" TEXT NOT NULL,
    "file" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "clients" BLOB NOT NULL,
    CONSTRAINT "ImportList_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "ImportList_firmId_titles_at_idx" ON "ImportList"("firmId", "titles", "at");
