-- CreateTable
CREATE TABLE "Schedule" (
    "id" TEXT NOT NULL,
    "firmId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "onHoliday" TEXT NOT NULL DEFAULT 'next',
    "place" TEXT NOT NULL,
    "platform" TEXT NOT NULL DEFAULT '',
    "workspace" TEXT NOT NULL DEFAULT '',
    "channel" TEXT NOT NULL DEFAULT '',
    "memberId" TEXT,
    "steps" TEXT NOT NULL DEFAULT '7,15,30',
    "sendEmpty" BOOLEAN NOT NULL DEFAULT false,
    "paused" TEXT NOT NULL DEFAULT '',
    "nextAt" TIMESTAMP(3),
    "settledUntil" TIMESTAMP(3) NOT NULL,
    "createdById" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Schedule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DigestRun" (
    "id" TEXT NOT NULL,
    "firmId" TEXT NOT NULL,
    "scheduleId" TEXT,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "slotAt" TIMESTAMP(3) NOT NULL,
    "askedBy" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "DigestRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Digest" (
    "id" TEXT NOT NULL,
    "firmId" TEXT NOT NULL,
    "runId" TEXT NOT NULL,
    "analystId" TEXT,
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL DEFAULT '',
    "channel" TEXT NOT NULL,
    "direct" BOOLEAN NOT NULL DEFAULT false,
    "message" TEXT NOT NULL DEFAULT '',
    "content" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "sentAt" TIMESTAMP(3),

    CONSTRAINT "Digest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DigestClient" (
    "digestId" TEXT NOT NULL,
    "clientId" TEXT NOT NULL,
    "firmId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "expiresOn" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "DigestClient_pkey" PRIMARY KEY ("digestId","clientId")
);

-- CreateTable
CREATE TABLE "DigestDeed" (
    "id" TEXT NOT NULL,
    "firmId" TEXT NOT NULL,
    "clientId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "memberId" TEXT,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "DigestDeed_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Hush" (
    "clientId" TEXT NOT NULL,
    "firmId" TEXT NOT NULL,
    "until" TEXT NOT NULL DEFAULT '',
    "doneFor" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "Hush_pkey" PRIMARY KEY ("clientId")
);

-- CreateTable
CREATE TABLE "FirmHoliday" (
    "id" TEXT NOT NULL,
    "firmId" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "FirmHoliday_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "NoticeRule" (
    "id" TEXT NOT NULL,
    "firmId" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "NoticeRule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "NoticeBatch" (
    "id" TEXT NOT NULL,
    "firmId" TEXT NOT NULL,
    "platform" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "openKey" TEXT,
    "count" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "NoticeBatch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Notice" (
    "id" TEXT NOT NULL,
    "firmId" TEXT NOT NULL,
    "batchId" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "clientId" TEXT,
    "requestId" TEXT,
    "detail" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Notice_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Schedule_nextAt_idx" ON "Schedule"("nextAt");

-- CreateIndex
CREATE INDEX "Schedule_firmId_idx" ON "Schedule"("firmId");

-- CreateIndex
CREATE INDEX "Schedule_memberId_idx" ON "Schedule"("memberId");

-- CreateIndex
CREATE UNIQUE INDEX "DigestRun_key_key" ON "DigestRun"("key");

-- CreateIndex
CREATE INDEX "DigestRun_scheduleId_createdAt_idx" ON "DigestRun"("scheduleId", "createdAt");

-- CreateIndex
CREATE INDEX "DigestRun_firmId_idx" ON "DigestRun"("firmId");

-- CreateIndex
CREATE INDEX "Digest_runId_idx" ON "Digest"("runId");

-- CreateIndex
CREATE INDEX "Digest_firmId_idx" ON "Digest"("firmId");

-- CreateIndex
CREATE INDEX "DigestClient_clientId_idx" ON "DigestClient"("clientId");

-- CreateIndex
CREATE INDEX "DigestDeed_firmId_idx" ON "DigestDeed"("firmId");

-- CreateIndex
CREATE INDEX "DigestDeed_memberId_idx" ON "DigestDeed"("memberId");

-- CreateIndex
CREATE UNIQUE INDEX "DigestDeed_clientId_kind_about_key" ON "DigestDeed"("clientId", "kind", "about");

-- CreateIndex
CREATE INDEX "Hush_firmId_idx" ON "Hush"("firmId");

-- CreateIndex
CREATE UNIQUE INDEX "FirmHoliday_firmId_day_key" ON "FirmHoliday"("firmId", "day");

-- CreateIndex
CREATE UNIQUE INDEX "NoticeRule_firmId_topic_platform_workspace_channel_key" ON "NoticeRule"("firmId", "topic", "platform", "workspace", "channel");

-- CreateIndex
CREATE UNIQUE INDEX "NoticeBatch_openKey_key" ON "NoticeBatch"("openKey");

-- CreateIndex
CREATE INDEX "NoticeBatch_firmId_idx" ON "NoticeBatch"("firmId");

-- CreateIndex
CREATE INDEX "Notice_batchId_idx" ON "Notice"("batchId");

-- CreateIndex
CREATE INDEX "Notice_firmId_idx" ON "Notice"("firmId");

-- CreateIndex
CREATE INDEX "Notice_clientId_idx" ON "Notice"("clientId");

-- CreateIndex
CREATE INDEX "Notice_requestId_idx" ON "Notice"("requestId");

-- AddForeignKey
ALTER TABLE "Schedule" ADD CONSTRAINT "Schedule_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Schedule" ADD CONSTRAINT "Schedule_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DigestRun" ADD CONSTRAINT "DigestRun_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DigestRun" ADD CONSTRAINT "DigestRun_scheduleId_fkey" FOREIGN KEY ("scheduleId") REFERENCES "Schedule"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Digest" ADD CONSTRAINT "Digest_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Digest" ADD CONSTRAINT "Digest_runId_fkey" FOREIGN KEY ("runId") REFERENCES "DigestRun"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DigestClient" ADD CONSTRAINT "DigestClient_digestId_fkey" FOREIGN KEY ("digestId") REFERENCES "Digest"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DigestClient" ADD CONSTRAINT "DigestClient_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "Client"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DigestDeed" ADD CONSTRAINT "DigestDeed_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DigestDeed" ADD CONSTRAINT "DigestDeed_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "Client"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DigestDeed" ADD CONSTRAINT "DigestDeed_memberId_fkey" FOREIGN KEY ("memberId") REFERENCES "Member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Hush" ADD CONSTRAINT "Hush_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Hush" ADD CONSTRAINT "Hush_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "Client"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FirmHoliday" ADD CONSTRAINT "FirmHoliday_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NoticeRule" ADD CONSTRAINT "NoticeRule_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "NoticeBatch" ADD CONSTRAINT "NoticeBatch_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_batchId_fkey" FOREIGN KEY ("batchId") REFERENCES "NoticeBatch"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_clientId_fkey" FOREIGN KEY ("clientId") REFERENCES "Client"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_requestId_fkey" FOREIGN KEY ("requestId") REFERENCES "ConnectionRequest"("id") ON DELETE CASCADE ON UPDATE CASCADE;
