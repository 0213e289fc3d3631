-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_PostedCard" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "firmId" TEXT NOT NULL,
    "requestId" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "told" TEXT NOT NULL DEFAULT '',
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "PostedCard_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "PostedCard_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "ConnectionRequest" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_PostedCard" ("channel", "createdAt", "firmId", "id", "message", "platform", "requestId", "workspace") SELECT "channel", "createdAt", "firmId", "id", "message", "platform", "requestId", "workspace" FROM "PostedCard";
DROP TABLE "PostedCard";
ALTER TABLE "new_PostedCard" RENAME TO "PostedCard";
CREATE INDEX "PostedCard_requestId_idx" ON "PostedCard"("requestId");
CREATE INDEX "PostedCard_told_idx" ON "PostedCard"("told");
CREATE INDEX "PostedCard_firmId_idx" ON "PostedCard"("firmId");
CREATE UNIQUE INDEX "PostedCard_platform_workspace_channel_message_key" ON "PostedCard"("platform", "workspace", "channel", "message");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
