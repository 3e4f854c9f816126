-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Delivery" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "sessionId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "direction" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "sourceId" TEXT NOT NULL,
    "part" INTEGER NOT NULL,
    "albumId" TEXT,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 1,
    "firstTriedAt" DATETIME NOT NULL,
    "settledAt" DATETIME,
    "targetId" BIGINT,
    "fingerprint" TEXT,
    CONSTRAINT "Delivery_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_Delivery" ("accountId", "attempts", "direction", "firstTriedAt", "id", "kind", "part", "sessionId", "settledAt", "sourceId", "state", "targetId") SELECT
    -- Until now a session kept its account; notices in the thread are the session's.
    CASE WHEN "kind" = 'notice' AND "direction" = 'to_discord' THEN '' ELSE (SELECT "accountId" FROM "Session" WHERE "Session"."id" = "Delivery"."sessionId") END,
    "attempts", "direction", "firstTriedAt", "id", "kind", "part", "sessionId", "settledAt", "sourceId", "state", "targetId" FROM "Delivery";
DROP TABLE "Delivery";
ALTER TABLE "new_Delivery" RENAME TO "Delivery";
CREATE INDEX "Delivery_sessionId_direction_state_idx" ON "Delivery"("sessionId", "direction", "state");
CREATE INDEX "Delivery_sessionId_direction_targetId_idx" ON "Delivery"("sessionId", "direction", "targetId");
CREATE UNIQUE INDEX "Delivery_sessionId_accountId_direction_sourceId_part_key" ON "Delivery"("sessionId", "accountId", "direction", "sourceId", "part");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
