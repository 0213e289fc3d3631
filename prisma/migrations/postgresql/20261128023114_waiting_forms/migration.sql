-- AlterTable
ALTER TABLE "Draft" ADD COLUMN     "person" TEXT NOT NULL DEFAULT '',
ALTER COLUMN "firmId" DROP NOT NULL,
ALTER COLUMN "memberId" DROP NOT NULL;

-- CreateIndex
CREATE INDEX "Draft_person_idx" ON "Draft"("person");
