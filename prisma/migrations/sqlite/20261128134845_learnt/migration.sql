-- CreateTable
CREATE TABLE "Learnt" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "value" TEXT NOT NULL,
    "expiresAt" DATETIME NOT NULL
);

-- CreateIndex
CREATE INDEX "Learnt_expiresAt_idx" ON "Learnt"("expiresAt");
