DROP INDEX "agent_jobs_claim";--> statement-breakpoint
CREATE UNIQUE INDEX "agent_jobs_claim" ON "agent_jobs" USING btree ("claim_id","claim_seat") WHERE claim_id IS NOT NULL;--> statement-breakpoint
ALTER TABLE "agent_jobs" ADD CONSTRAINT "agent_jobs_claim_runs" CHECK (claim_id IS NULL OR (status = 'running' AND claim_seat IS NOT NULL));