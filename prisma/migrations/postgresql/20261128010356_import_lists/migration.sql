-- CreateTable
CREATE TABLE "ImportList" (
    "id" TEXT NOT NULL,
    "firmId" TEXT NOT NULL,
    "titles" TEXT NOT NULL,
    "file" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "clients" BYTEA NOT NULL,

    CONSTRAINT "ImportList_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ImportList_firmId_titles_at_idx" ON "ImportList"("firmId", "titles", "at");

-- AddForeignKey
ALTER TABLE "ImportList" ADD CONSTRAINT "ImportList_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm"("id") ON DELETE CASCADE ON UPDATE CASCADE;
