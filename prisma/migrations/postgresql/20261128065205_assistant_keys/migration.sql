-- AlterTable
ALTER TABLE "Firm" ADD COLUMN     "assistantsAct" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "AssistantKey" (
    "id" TEXT NOT NULL,
    "firmId" TEXT NOT NULL,
    "memberId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "user" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "lastUsedAt" TIMESTAMP(3),
    "revokedAt" TIMESTAMP(3),

    CONSTRAINT "AssistantKey_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "AssistantKey_hash_key" ON "AssistantKey"("hash");

-- CreateIndex
CREATE INDEX "AssistantKey_firmId_idx" ON "AssistantKey"("firmId");

-- CreateIndex
CREATE INDEX "AssistantKey_memberId_idx" ON "AssistantKey"("memberId");

-- AddForeignKey
ALTER TABLE "AssistantKey" ADD CONSTRAINT "AssistantKey_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AssistantKey" ADD CONSTRAINT "AssistantKey_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;
