-- DropIndex
DROP INDEX "Client_by_name";

-- CreateIndex
CREATE INDEX "Client_by_name" ON "Client"("firmId", "nameKey", "id", "deletedAt", "situation", "payer", "charges", "autoRenew", "expiresOn", "lastExportOn", "analystId", "searchKey");
