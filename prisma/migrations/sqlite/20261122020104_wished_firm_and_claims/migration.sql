-- Written by hand: a column is added in place. The computed form would copy both tables.
ALTER TABLE "ConnectionRequest" ADD COLUMN "firmName" TEXT NOT NULL DEFAULT '';
ALTER TABLE "ConnectionRequest" ADD COLUMN "firmPhone" TEXT NOT NULL DEFAULT '';
ALTER TABLE "ConnectionRequest" ADD COLUMN "firmDocument" TEXT NOT NULL DEFAULT '';
ALTER TABLE "Outbox" ADD COLUMN "claims" INTEGER NOT NULL DEFAULT 0;
