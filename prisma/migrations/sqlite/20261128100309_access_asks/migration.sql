-- CreateTable
CREATE TABLE "AccessAsk" (
    "hash" TEXT NOT NULL PRIMARY KEY,
    "firmId" TEXT NOT NULL,
    "clientId" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "locale" TEXT NOT NULL DEFAULT 'pt-BR',
    "createdById" TEXT,
    "expiresAt" DATETIME NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "AccessAsk_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "AccessAsk_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "Client" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "AccessAsk_clientId_createdAt_idx" ON "AccessAsk"("clientId", "createdAt");

-- CreateIndex
CREATE INDEX "AccessAsk_firmId_idx" ON "AccessAsk"("firmId");

-- CreateIndex
CREATE INDEX "AccessAsk_expiresAt_idx" ON "AccessAsk"("expiresAt");
