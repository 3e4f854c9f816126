-- CreateTable
CREATE TABLE "Installation" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT DEFAULT 1,
    "applicationId" TEXT NOT NULL,
    "apiAddress" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "GuildSettings" (
    "guildId" TEXT NOT NULL PRIMARY KEY,
    "channelId" TEXT NOT NULL,
    "staffRoleId" TEXT NOT NULL,
    "adminRoleId" TEXT NOT NULL,
    "supportRoleId" TEXT NOT NULL,
    "vipRoleId" TEXT NOT NULL,
    "logChannelId" TEXT,
    "agentUserId" TEXT NOT NULL,
    "agentUsername" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "ReportedFact" (
    "guildId" TEXT NOT NULL,
    "fact" TEXT NOT NULL,
    "reportedAt" DATETIME NOT NULL,

    PRIMARY KEY ("guildId", "fact")
);

-- CreateTable
CREATE TABLE "Account" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "guildId" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "maskedPhone" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "sealedSession" BLOB,
    "deathCause" TEXT,
    "diedAt" DATETIME,
    "limitedUntil" DATETIME,
    "releasedAt" DATETIME,
    "importedAt" DATETIME NOT NULL,
    "pts" INTEGER,
    "qts" INTEGER,
    "ptsDate" INTEGER
);

-- CreateTable
CREATE TABLE "AccountAgent" (
    "accountId" TEXT NOT NULL,
    "agentUserId" TEXT NOT NULL,
    "accessHash" TEXT NOT NULL,

    PRIMARY KEY ("accountId", "agentUserId"),
    CONSTRAINT "AccountAgent_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "guildId" TEXT NOT NULL,
    "memberId" TEXT NOT NULL,
    "memberName" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "channelId" TEXT NOT NULL,
    "threadId" TEXT,
    "accountId" TEXT NOT NULL,
    "agentUserId" TEXT NOT NULL,
    "agentAccessHash" TEXT,
    "introductionId" INTEGER,
    "introductionReadAt" DATETIME,
    "discordCursor" BIGINT,
    "openedAt" DATETIME NOT NULL,
    "openingDeadline" DATETIME NOT NULL,
    "activeAt" DATETIME,
    "closingAt" DATETIME,
    "closedAt" DATETIME,
    "reason" TEXT,
    "closedBy" TEXT,
    "liveKey" TEXT,
    "leaseKey" TEXT,
    "supersedesId" TEXT,
    CONSTRAINT "Session_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Session_leaseKey_fkey" FOREIGN KEY ("leaseKey") REFERENCES "Account" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Session_supersedesId_fkey" FOREIGN KEY ("supersedesId") REFERENCES "Session" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ClosingStep" (
    "sessionId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "firstTriedAt" DATETIME,
    "nextAttemptAt" DATETIME NOT NULL,
    "obstacle" TEXT,

    PRIMARY KEY ("sessionId", "name"),
    CONSTRAINT "ClosingStep_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Delivery" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "sessionId" TEXT NOT NULL,
    "direction" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "sourceId" TEXT NOT NULL,
    "part" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 1,
    "firstTriedAt" DATETIME NOT NULL,
    "settledAt" DATETIME,
    "targetId" BIGINT,
    CONSTRAINT "Delivery_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "GuildSettings_agentUserId_idx" ON "GuildSettings"("agentUserId");

-- CreateIndex
CREATE INDEX "Account_guildId_state_releasedAt_idx" ON "Account"("guildId", "state", "releasedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Session_threadId_key" ON "Session"("threadId");

-- CreateIndex
CREATE UNIQUE INDEX "Session_liveKey_key" ON "Session"("liveKey");

-- CreateIndex
CREATE UNIQUE INDEX "Session_leaseKey_key" ON "Session"("leaseKey");

-- CreateIndex
CREATE UNIQUE INDEX "Session_supersedesId_key" ON "Session"("supersedesId");

-- CreateIndex
CREATE INDEX "Session_guildId_memberId_openedAt_idx" ON "Session"("guildId", "memberId", "openedAt");

-- CreateIndex
CREATE INDEX "Session_state_guildId_openedAt_idx" ON "Session"("state", "guildId", "openedAt");

-- CreateIndex
CREATE INDEX "Session_accountId_idx" ON "Session"("accountId");

-- CreateIndex
CREATE UNIQUE INDEX "Session_guildId_code_key" ON "Session"("guildId", "code");

-- CreateIndex
CREATE INDEX "ClosingStep_state_sessionId_idx" ON "ClosingStep"("state", "sessionId");

-- CreateIndex
CREATE INDEX "Delivery_sessionId_direction_state_idx" ON "Delivery"("sessionId", "direction", "state");

-- CreateIndex
CREATE INDEX "Delivery_sessionId_direction_targetId_idx" ON "Delivery"("sessionId", "direction", "targetId");

-- CreateIndex
CREATE UNIQUE INDEX "Delivery_sessionId_direction_sourceId_part_key" ON "Delivery"("sessionId", "direction", "sourceId", "part");
