-- CreateTable
CREATE TABLE "Duty" (
    "name" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "beat" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "Duty_pkey" PRIMARY KEY ("name")
);
