-- AlterTable
ALTER TABLE "Upload" ADD COLUMN     "choices" TEXT NOT NULL DEFAULT '{}';

-- CreateTable
CREATE TABLE "ImportTitle" (
    "firmId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "column" TEXT NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ImportTitle_pkey" PRIMARY KEY ("firmId","title")
);

-- CreateTable
CREATE TABLE "ImportUndo" (
    "id" TEXT NOT NULL,
    "firmId" TEXT NOT NULL,
    "file" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ImportUndo_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ImportUndoPart" (
    "id" TEXT NOT NULL,
    "firmId" TEXT NOT NULL,
    "undoId" TEXT NOT NULL,
    "data" TEXT NOT NULL,

    CONSTRAINT "ImportUndoPart_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ImportUndo_firmId_expiresAt_idx" ON "ImportUndo"("firmId", "expiresAt");

-- CreateIndex
CREATE INDEX "ImportUndo_expiresAt_idx" ON "ImportUndo"("expiresAt");

-- CreateIndex
CREATE INDEX "ImportUndoPart_undoId_idx" ON "ImportUndoPart"("undoId");

-- CreateIndex
CREATE INDEX "ImportUndoPart_firmId_idx" ON "ImportUndoPart"("firmId");

-- AddForeignKey
ALTER TABLE "ImportTitle" ADD CONSTRAINT "ImportTitle_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportUndo" ADD CONSTRAINT "ImportUndo_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportUndoPart" ADD CONSTRAINT "ImportUndoPart_firmId_fkey" FOREIGN KEY ("firmId") REFERENCES "Firm"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportUndoPart" ADD CONSTRAINT "ImportUndoPart_undoId_fkey" FOREIGN KEY ("undoId") REFERENCES "ImportUndo"("id") ON DELETE CASCADE ON UPDATE CASCADE;
