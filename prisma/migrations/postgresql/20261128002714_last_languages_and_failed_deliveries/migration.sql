-- DropForeignKey
ALTER TABLE "Notice" DROP CONSTRAINT "Notice_clientId_fkey";

-- AlterTable
ALTER TABLE "Member" ADD COLUMN     "lastLocale" TEXT;

-- AlterTable
ALTER TABLE "Notice" ADD COLUMN     "outboxId" TEXT;

-- AlterTable
ALTER TABLE "Schedule" ADD COLUMN     "channelName" TEXT NOT NULL DEFAULT '';

-- AddForeignKey
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "Client"("id") ON DELETE SET NULL ON UPDATE CASCADE;
