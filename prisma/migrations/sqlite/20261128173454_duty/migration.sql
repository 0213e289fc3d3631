-- CreateTable
CREATE TABLE "Duty" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "holder" TEXT NOT NULL,
    "beat" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT ''
);
