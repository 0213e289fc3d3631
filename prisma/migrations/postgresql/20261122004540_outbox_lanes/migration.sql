-- DropIndex
DROP INDEX "Outbox_lane_state_dueAt_id_idx";

-- CreateIndex
CREATE INDEX "Outbox_state_lane_dueAt_id_idx" ON "Outbox"("state", "lane", "dueAt", "id");
