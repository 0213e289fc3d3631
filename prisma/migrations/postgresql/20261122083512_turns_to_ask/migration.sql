-- AlterTable
ALTER TABLE "Grant" ADD COLUMN     "turnsUntil" TIMESTAMP(3);
