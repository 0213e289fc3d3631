-- AlterTable
ALTER TABLE "LinkCode" ADD COLUMN     "forId" TEXT NOT NULL DEFAULT '';
