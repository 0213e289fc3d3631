-- AlterTable
ALTER TABLE "ConnectionRequest" ADD COLUMN     "firmDocument" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "firmName" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "firmPhone" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "Outbox" ADD COLUMN     "claims" INTEGER NOT NULL DEFAULT 0;
