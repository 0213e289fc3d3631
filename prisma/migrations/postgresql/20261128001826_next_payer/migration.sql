-- AlterTable
ALTER TABLE "License" ADD COLUMN     "nextPayer" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "LicenseEvent" ADD COLUMN     "nextPayer" TEXT NOT NULL DEFAULT '';
