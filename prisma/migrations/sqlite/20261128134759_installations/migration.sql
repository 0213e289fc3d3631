-- CreateTable
CREATE TABLE "Installation" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "whole" BOOLEAN NOT NULL DEFAULT false,
    "name" TEXT NOT NULL DEFAULT '',
    "bot" TEXT NOT NULL DEFAULT '',
    "scopes" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL,
    "tokens" TEXT NOT NULL DEFAULT '',
    "accessUntil" DATETIME,
    "version" INTEGER NOT NULL DEFAULT 0,
    "lease" TEXT,
    "leaseUntil" DATETIME,
    "addedAt" DATETIME NOT NULL,
    "changedAt" DATETIME NOT NULL
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Workspace" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "firmId" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "channel" TEXT,
    "installationId" TEXT,
    "leftAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Workspace_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Workspace_installationId_fkey" FOREIGN KEY ("installationId") REFERENCES "Installation" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_Workspace" ("channel", "createdAt", "firmId", "id", "platform", "workspace") SELECT "channel", "createdAt", "firmId", "id", "platform", "workspace" FROM "Workspace";
DROP TABLE "Workspace";
ALTER TABLE "new_Workspace" RENAME TO "Workspace";
CREATE INDEX "Workspace_firmId_idx" ON "Workspace"("firmId");
CREATE INDEX "Workspace_installationId_idx" ON "Workspace"("installationId");
CREATE UNIQUE INDEX "Workspace_platform_workspace_key" ON "Workspace"("platform", "workspace");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "Installation_state_accessUntil_idx" ON "Installation"("state", "accessUntil");

-- CreateIndex
CREATE UNIQUE INDEX "Installation_platform_workspace_key" ON "Installation"("platform", "workspace");
