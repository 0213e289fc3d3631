-- AlterTable
ALTER TABLE "Account" ADD COLUMN     "locale" TEXT;

-- AlterTable
ALTER TABLE "ConnectionRequest" ADD COLUMN     "accountantEmail" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "before" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "endedAt" TIMESTAMP(3),
ADD COLUMN     "endedBy" TEXT,
ADD COLUMN     "handover" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "handoverBy" TEXT,
ADD COLUMN     "handoverOf" TEXT;

-- CreateTable
CREATE TABLE "ConnectionAsk" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "accountantEmail" TEXT NOT NULL,
    "companyName" TEXT NOT NULL,
    "document" TEXT,
    "contactName" TEXT NOT NULL DEFAULT '',
    "phone" TEXT NOT NULL DEFAULT '',
    "service" TEXT NOT NULL DEFAULT '',
    "firmName" TEXT NOT NULL DEFAULT '',
    "firmPhone" TEXT NOT NULL DEFAULT '',
    "firmDocument" TEXT NOT NULL DEFAULT '',
    "locale" TEXT NOT NULL DEFAULT 'pt-BR',
    "textVersion" TEXT NOT NULL,
    "textHash" TEXT NOT NULL,
    "ip" TEXT NOT NULL DEFAULT '',
    "userAgent" TEXT NOT NULL DEFAULT '',
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ConnectionAsk_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ProvenAddress" (
    "email" TEXT NOT NULL,
    "firmId" TEXT NOT NULL,
    "provenAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ProvenAddress_pkey" PRIMARY KEY ("email")
);

-- CreateIndex
CREATE INDEX "ConnectionAsk_accountantEmail_idx" ON "ConnectionAsk"("accountantEmail");

-- CreateIndex
CREATE INDEX "ConnectionAsk_expiresAt_idx" ON "ConnectionAsk"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "ConnectionAsk_email_accountantEmail_key" ON "ConnectionAsk"("email", "accountantEmail");

-- CreateIndex
CREATE INDEX "ProvenAddress_firmId_idx" ON "ProvenAddress"("firmId");

-- AddForeignKey
ALTER TABLE "ProvenAddress" ADD CONSTRAINT "ProvenAddress_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm"("id") ON DELETE CASCADE ON UPDATE CASCADE;
