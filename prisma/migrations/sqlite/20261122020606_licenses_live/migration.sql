-- Columns are added in place: making the tables anew would take the licences' packages from them.
ALTER TABLE "Client" ADD COLUMN "revenue" INTEGER;
ALTER TABLE "License" ADD COLUMN "anchorDay" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "License" ADD COLUMN "dueOn" TEXT NOT NULL DEFAULT '9999-12-31';
ALTER TABLE "LicenseEvent" ADD COLUMN "anchorDay" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "LicenseEvent" ADD COLUMN "otherClientId" TEXT;
ALTER TABLE "LicenseEvent" ADD COLUMN "packageId" TEXT;
ALTER TABLE "LicenseEvent" ADD COLUMN "recurrence" TEXT NOT NULL DEFAULT 'yearly';
ALTER TABLE "LicenseEvent" ADD COLUMN "startsOn" TEXT NOT NULL DEFAULT '';
ALTER TABLE "LicenseEvent" ADD COLUMN "state" TEXT NOT NULL DEFAULT 'active';
ALTER TABLE "LicenseEvent" ADD COLUMN "trialEndsOn" TEXT NOT NULL DEFAULT '';
ALTER TABLE "LicensePackage" ADD COLUMN "anchorDay" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "LicensePackage" ADD COLUMN "name" TEXT NOT NULL DEFAULT '';
ALTER TABLE "LicensePackage" ADD COLUMN "notes" TEXT NOT NULL DEFAULT '';

DROP INDEX "License_firmId_expiresOn_idx";
DROP INDEX "License_packageId_idx";
CREATE INDEX "License_dueOn_firmId_idx" ON "License"("dueOn", "firmId");
CREATE INDEX "License_packageId_clientId_idx" ON "License"("packageId", "clientId");
CREATE INDEX "LicensePackage_autoRenew_renewsOn_idx" ON "LicensePackage"("autoRenew", "renewsOn");

-- Licences that were there already are looked at when they end.
UPDATE "License" SET "dueOn" = "expiresOn" WHERE "state" = 'active';
UPDATE "License" SET "dueOn" = "trialEndsOn" WHERE "state" = 'trial' AND "trialEndsOn" <> '';
