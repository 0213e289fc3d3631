-- DropIndex
DROP INDEX "Client_firmId_analystId_nameKey_id_idx";

-- DropIndex
DROP INDEX "Client_firmId_expiresOn_id_idx";

-- DropIndex
DROP INDEX "Client_firmId_lastExportOn_id_idx";

-- DropIndex
DROP INDEX "Client_firmId_nameKey_id_idx";

-- DropIndex
DROP INDEX "Client_firmId_payer_nameKey_id_idx";

-- DropIndex
DROP INDEX "Client_firmId_situation_nameKey_id_idx";

-- By bytes, whatever the language of the server: the order is then the same everywhere, as on SQLite.
ALTER TABLE "Client" ALTER COLUMN "nameKey" TYPE TEXT COLLATE "C";

-- An analyst belongs to one firm. Without knowing it PostgreSQL expects next to no clients of an analyst and sorts instead of walking.
CREATE STATISTICS "Client_analyst_firm" (dependencies) ON "firmId", "analystId" FROM "Client";

-- CreateIndex
CREATE INDEX "Client_by_name" ON "Client"("firmId", "nameKey", "id", "deletedAt", "situation", "payer", "charges", "autoRenew", "expiresOn", "lastExportOn", "analystId");

-- CreateIndex
CREATE INDEX "Client_by_expiry" ON "Client"("firmId", "expiresOn", "id", "deletedAt", "situation", "payer", "charges", "autoRenew", "lastExportOn", "analystId");

-- CreateIndex
CREATE INDEX "Client_by_export" ON "Client"("firmId", "lastExportOn", "id", "deletedAt", "situation", "payer", "charges", "autoRenew", "expiresOn", "analystId");
