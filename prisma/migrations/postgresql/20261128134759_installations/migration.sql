-- AlterTable
ALTER TABLE "Workspace" ADD COLUMN     "installationId" TEXT,
ADD COLUMN     "leftAt" TIMESTAMP(3);

-- CreateTable
CREATE TABLE "Installation" (
    "id" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "whole" BOOLEAN NOT NULL DEFAULT false,
    "name" TEXT NOT NULL DEFAULT '',
    "bot" TEXT NOT NULL DEFAULT '',
    "scopes" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL,
    "tokens" TEXT NOT NULL DEFAULT '',
    "accessUntil" TIMESTAMP(3),
    "version" INTEGER NOT NULL DEFAULT 0,
    "lease" TEXT,
    "leaseUntil" TIMESTAMP(3),
    "addedAt" TIMESTAMP(3) NOT NULL,
    "changedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Installation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Installation_state_accessUntil_idx" ON "Installation"("state", "accessUntil");

-- CreateIndex
CREATE UNIQUE INDEX "Installation_platform_workspace_key" ON "Installation"("platform", "workspace");

-- CreateIndex
CREATE INDEX "Workspace_installationId_idx" ON "Workspace"("installationId");

-- AddForeignKey
ALTER TABLE "Workspace" ADD CONSTRAINT "Workspace_installationId_fkey" FOREIGN KEY ("installationId") REFERENCES "Installation"("id") ON DELETE SET NULL ON UPDATE CASCADE;
