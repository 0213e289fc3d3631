-- CreateTable
CREATE TABLE "Grant" (
    "id" TEXT NOT NULL,
    "firmId" TEXT NOT NULL,
    "clientId" TEXT,
    "companyId" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT '',
    "tokens" TEXT NOT NULL DEFAULT '',
    "accessUntil" TIMESTAMP(3),
    "version" INTEGER NOT NULL DEFAULT 0,
    "lease" TEXT,
    "leaseUntil" TIMESTAMP(3),
    "figures" TEXT NOT NULL DEFAULT '',
    "figuresAt" TIMESTAMP(3),
    "authorizedAt" TIMESTAMP(3) NOT NULL,
    "changedAt" TIMESTAMP(3) NOT NULL,
    "checkedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Grant_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Grant_clientId_key" ON "Grant"("clientId");

-- CreateIndex
CREATE INDEX "Grant_firmId_idx" ON "Grant"("firmId");

-- CreateIndex
CREATE INDEX "Grant_companyId_idx" ON "Grant"("companyId");

-- CreateIndex
CREATE INDEX "Grant_state_checkedAt_idx" ON "Grant"("state", "checkedAt");

-- AddForeignKey
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "Client"("id") ON DELETE SET NULL ON UPDATE CASCADE;
