-- DropIndex
DROP INDEX "Client_by_name";

-- DropIndex
DROP INDEX "Client_by_export";

-- DropIndex
DROP INDEX "Client_by_expiry";

-- CreateIndex
CREATE INDEX "Client_by_name" ON "Client"("firmId", "nameKey", "id", "deletedAt", "situation", "payer", "charges", "autoRenew", "expiresOn", "lastExportOn", "analystId", "plan", "searchKey");

-- CreateIndex
CREATE INDEX "Client_by_expiry" ON "Client"("firmId", "expiresOn", "id", "deletedAt", "situation", "payer", "charges", "autoRenew", "lastExportOn", "analystId", "plan");

-- CreateIndex
CREATE INDEX "Client_by_export" ON "Client"("firmId", "lastExportOn", "id", "deletedAt", "situation", "payer", "charges", "autoRenew", "expiresOn", "analystId", "plan");
