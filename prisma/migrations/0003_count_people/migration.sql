-- AlterTable
ALTER TABLE "Session" ADD COLUMN "peopleInThread" INTEGER;
