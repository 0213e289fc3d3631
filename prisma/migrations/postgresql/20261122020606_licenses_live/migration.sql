-- DropIndex
DROP INDEX "License_firmId_expiresOn_idx";

-- DropIndex
DROP INDEX "License_packageId_idx";

-- AlterTable
ALTER TABLE "Client" ADD COLUMN     "revenue" INTEGER;

-- AlterTable
ALTER TABLE "License" ADD COLUMN     "anchorDay" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "dueOn" TEXT NOT NULL DEFAULT '9999-12-31';

-- AlterTable
ALTER TABLE "LicenseEvent" ADD COLUMN     "anchorDay" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "otherClientId" TEXT,
ADD COLUMN     "packageId" TEXT,
ADD COLUMN     "recurrence" TEXT NOT NULL DEFAULT 'yearly',
ADD COLUMN     "startsOn" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "state" TEXT NOT NULL DEFAULT 'active',
ADD COLUMN     "trialEndsOn" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "LicensePackage" ADD COLUMN     "anchorDay" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "name" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "notes" TEXT NOT NULL DEFAULT '';

-- CreateIndex
CREATE INDEX "License_dueOn_firmId_idx" ON "License"("dueOn", "firmId");

-- CreateIndex
CREATE INDEX "License_packageId_clientId_idx" ON "License"("packageId", "clientId");

-- CreateIndex
CREATE INDEX "LicensePackage_autoRenew_renewsOn_idx" ON "LicensePackage"("autoRenew", "renewsOn");

-- Licences that were there already are looked at when they end.
UPDATE "License" SET "dueOn" = "expiresOn" WHERE "state" = 'active';
UPDATE "License" SET "dueOn" = "trialEndsOn" WHERE "state" = 'trial' AND "trialEndsOn" <> '';
