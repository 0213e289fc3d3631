-- AlterTable
ALTER TABLE "PostedCard" ADD COLUMN     "told" TEXT NOT NULL DEFAULT '';

-- CreateIndex
CREATE INDEX "PostedCard_told_idx" ON "PostedCard"("told");
