-- CreateTable
CREATE TABLE "Grant" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "firmId" TEXT NOT NULL,
    "clientId" TEXT,
    "companyId" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT '',
    "tokens" TEXT NOT NULL DEFAULT '',
    "accessUntil" DATETIME,
    "version" INTEGER NOT NULL DEFAULT 0,
    "lease" TEXT,
    "leaseUntil" DATETIME,
    "figures" TEXT NOT NULL DEFAULT '',
    "figuresAt" DATETIME,
    "authorizedAt" DATETIME NOT NULL,
    "changedAt" DATETIME NOT NULL,
    "checkedAt" DATETIME NOT NULL,
    CONSTRAINT "Grant_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Grant_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "Client" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "Grant_clientId_key" ON "Grant"("clientId");

-- CreateIndex
CREATE INDEX "Grant_firmId_idx" ON "Grant"("firmId");

-- CreateIndex
CREATE INDEX "Grant_companyId_idx" ON "Grant"("companyId");

-- CreateIndex
CREATE INDEX "Grant_state_checkedAt_idx" ON "Grant"("state", "checkedAt");
