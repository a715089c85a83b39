CREATE TABLE "agent_job_artifacts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"job_id" uuid NOT NULL,
	"name" text NOT NULL,
	"content_type" text NOT NULL,
	"size_bytes" bigint NOT NULL,
	"digest" text NOT NULL,
	"storage_path" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "agent_workers" (
	"worker_id" text PRIMARY KEY NOT NULL,
	"capabilities" text[] NOT NULL,
	"allowed_types" text[] DEFAULT '{}' NOT NULL,
	"allowed_repositories" text[] DEFAULT '{}' NOT NULL,
	"last_seen_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "agent_job_events" ADD COLUMN "lease_token" uuid;--> statement-breakpoint
ALTER TABLE "agent_job_events" ADD COLUMN "sequence" bigint;--> statement-breakpoint
ALTER TABLE "agent_job_artifacts" ADD CONSTRAINT "agent_job_artifacts_job_id_agent_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."agent_jobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "agent_job_artifacts_of_job" ON "agent_job_artifacts" USING btree ("job_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "agent_job_events_numbered" ON "agent_job_events" USING btree ("job_id","lease_token","sequence") WHERE sequence IS NOT NULL;