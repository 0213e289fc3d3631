-- AlterTable
ALTER TABLE "DocumentItem" ADD COLUMN     "lacking" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Firm" ADD COLUMN     "openLinks" BOOLEAN NOT NULL DEFAULT false;
