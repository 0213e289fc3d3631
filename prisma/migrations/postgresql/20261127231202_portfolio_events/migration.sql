-- AlterTable
ALTER TABLE "DigestRun" ADD COLUMN     "version" INTEGER;

-- CreateTable
CREATE TABLE "PortfolioEvent" (
    "id" TEXT NOT NULL,
    "firmId" TEXT NOT NULL,
    "analystId" TEXT,
    "kind" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "PortfolioEvent_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "PortfolioEvent_firmId_version_idx" ON "PortfolioEvent"("firmId", "version");

-- AddForeignKey
ALTER TABLE "PortfolioEvent" ADD CONSTRAINT "PortfolioEvent_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What happened until now, so that the next summary misses nothing. Behind no version: summaries of before go on by the clock.
INSERT INTO "PortfolioEvent" ("id", "firmId", "analystId", "kind", "source", "count", "version", "at")
SELECT e."id", e."firmId", c."analystId", CASE WHEN e."kind" IN ('trial', 'active') THEN 'contracted' ELSE e."kind" END,
  CASE WHEN e."source" = 'system' THEN 'system' ELSE 'person' END, 1, 0, e."at"
FROM "LicenseEvent" e JOIN "Client" c ON c."id" = e."clientId"
WHERE e."source" <> 'import' AND (e."kind" IN ('trial', 'renewed', 'expired')
  OR (e."kind" = 'active' AND e."trialEndsOn" = '' AND e."otherClientId" IS NULL));

INSERT INTO "PortfolioEvent" ("id", "firmId", "analystId", "kind", "source", "count", "version", "at")
SELECT r."id", r."firmId", c."analystId", 'connected', 'person', 1, 0, r."decidedAt"
FROM "ConnectionRequest" r LEFT JOIN "Client" c ON c."id" = r."clientId"
WHERE r."state" = 'accepted' AND r."decidedAt" IS NOT NULL;

INSERT INTO "PortfolioEvent" ("id", "firmId", "analystId", "kind", "source", "count", "version", "at")
SELECT a."id", a."firmId", c."analystId", 'disconnected', 'person', 1, 0, a."at"
FROM "Audit" a LEFT JOIN "Client" c ON c."id" = substr(a."subject", 8)
WHERE a."verb" = 'connection.disconnect';
