-- AlterTable
ALTER TABLE "Grant" ADD COLUMN "turnsUntil" DATETIME;
