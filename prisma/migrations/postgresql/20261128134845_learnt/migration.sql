-- CreateTable
CREATE TABLE "Learnt" (
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Learnt_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "Learnt_expiresAt_idx" ON "Learnt"("expiresAt");
