-- AlterTable
ALTER TABLE "AssistantKey" ADD COLUMN     "refresh" INTEGER NOT NULL DEFAULT 0;
