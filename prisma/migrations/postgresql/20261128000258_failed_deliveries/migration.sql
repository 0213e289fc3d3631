-- AlterTable
ALTER TABLE "Notice" ADD COLUMN     "outboxId" TEXT;
