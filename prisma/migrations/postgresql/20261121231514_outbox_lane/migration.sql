-- AlterTable
ALTER TABLE "Outbox" ADD COLUMN     "lane" TEXT NOT NULL DEFAULT '';

-- CreateIndex
CREATE INDEX "Outbox_lane_state_dueAt_id_idx" ON "Outbox"("lane", "state", "dueAt", "id");
