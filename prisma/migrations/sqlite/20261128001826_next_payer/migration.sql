-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_License" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "firmId" TEXT NOT NULL,
    "clientId" TEXT NOT NULL,
    "packageId" TEXT,
    "plan" TEXT NOT NULL,
    "payer" TEXT NOT NULL,
    "nextPayer" TEXT NOT NULL DEFAULT '',
    "recurrence" TEXT NOT NULL DEFAULT 'yearly',
    "startsOn" TEXT NOT NULL DEFAULT '',
    "expiresOn" TEXT NOT NULL,
    "autoRenew" BOOLEAN NOT NULL DEFAULT false,
    "trialEndsOn" TEXT NOT NULL DEFAULT '',
    "anchorDay" INTEGER NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL,
    "dueOn" TEXT NOT NULL DEFAULT '9999-12-31',
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "License_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "License_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "Client" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "License_packageId_fkey" FOREIGN KEY ("packageId") REFERENCES "LicensePackage" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_License" ("anchorDay", "autoRenew", "clientId", "createdAt", "dueOn", "expiresOn", "firmId", "id", "packageId", "payer", "plan", "recurrence", "startsOn", "state", "trialEndsOn", "updatedAt") SELECT "anchorDay", "autoRenew", "clientId", "createdAt", "dueOn", "expiresOn", "firmId", "id", "packageId", "payer", "plan", "recurrence", "startsOn", "state", "trialEndsOn", "updatedAt" FROM "License";
DROP TABLE "License";
ALTER TABLE "new_License" RENAME TO "License";
CREATE UNIQUE INDEX "License_clientId_key" ON "License"("clientId");
CREATE INDEX "License_dueOn_firmId_idx" ON "License"("dueOn", "firmId");
CREATE INDEX "License_packageId_clientId_idx" ON "License"("packageId", "clientId");
CREATE TABLE "new_LicenseEvent" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "firmId" TEXT NOT NULL,
    "clientId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "plan" TEXT NOT NULL DEFAULT '',
    "payer" TEXT NOT NULL DEFAULT 'none',
    "nextPayer" TEXT NOT NULL DEFAULT '',
    "recurrence" TEXT NOT NULL DEFAULT 'yearly',
    "startsOn" TEXT NOT NULL DEFAULT '',
    "expiresOn" TEXT NOT NULL DEFAULT '',
    "autoRenew" BOOLEAN NOT NULL DEFAULT false,
    "trialEndsOn" TEXT NOT NULL DEFAULT '',
    "anchorDay" INTEGER NOT NULL DEFAULT 0,
    "packageId" TEXT,
    "state" TEXT NOT NULL DEFAULT 'active',
    "otherClientId" TEXT,
    "source" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "LicenseEvent_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "LicenseEvent_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "Client" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_LicenseEvent" ("actor", "anchorDay", "at", "autoRenew", "clientId", "expiresOn", "firmId", "id", "kind", "otherClientId", "packageId", "payer", "plan", "recurrence", "source", "startsOn", "state", "trialEndsOn") SELECT "actor", "anchorDay", "at", "autoRenew", "clientId", "expiresOn", "firmId", "id", "kind", "otherClientId", "packageId", "payer", "plan", "recurrence", "source", "startsOn", "state", "trialEndsOn" FROM "LicenseEvent";
DROP TABLE "LicenseEvent";
ALTER TABLE "new_LicenseEvent" RENAME TO "LicenseEvent";
CREATE INDEX "LicenseEvent_clientId_at_idx" ON "LicenseEvent"("clientId", "at");
CREATE INDEX "LicenseEvent_firmId_kind_clientId_idx" ON "LicenseEvent"("firmId", "kind", "clientId");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
