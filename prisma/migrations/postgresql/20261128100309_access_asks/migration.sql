-- CreateTable
CREATE TABLE "AccessAsk" (
    "hash" TEXT NOT NULL,
    "firmId" TEXT NOT NULL,
    "clientId" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "locale" TEXT NOT NULL DEFAULT 'pt-BR',
    "createdById" TEXT,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "AccessAsk_pkey" PRIMARY KEY ("hash")
);

-- CreateIndex
CREATE INDEX "AccessAsk_clientId_createdAt_idx" ON "AccessAsk"("clientId", "createdAt");

-- CreateIndex
CREATE INDEX "AccessAsk_firmId_idx" ON "AccessAsk"("firmId");

-- CreateIndex
CREATE INDEX "AccessAsk_expiresAt_idx" ON "AccessAsk"("expiresAt");

-- AddForeignKey
ALTER TABLE "AccessAsk" ADD CONSTRAINT "AccessAsk_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AccessAsk" ADD CONSTRAINT "AccessAsk_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "Client"("id") ON DELETE CASCADE ON UPDATE CASCADE;
