ALTER TABLE "agent_job_events" DROP CONSTRAINT "agent_job_events_job_id_agent_jobs_id_fk";
--> statement-breakpoint
ALTER TABLE "agent_jobs" ADD COLUMN "claim_id" uuid;--> statement-breakpoint
ALTER TABLE "agent_jobs" ADD COLUMN "claim_seat" integer;--> statement-breakpoint
CREATE UNIQUE INDEX "agent_jobs_claim" ON "agent_jobs" USING btree ("claim_id","claim_seat") WHERE status = 'running' AND claim_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX "agent_jobs_text" ON "agent_jobs" USING btree ("manifest_hash") WHERE manifest_hash IS NOT NULL;