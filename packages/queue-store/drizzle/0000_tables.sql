CREATE TABLE "agent_job_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"job_id" uuid NOT NULL,
	"level" text NOT NULL,
	"message" text NOT NULL,
	"payload" jsonb,
	"created_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "agent_job_events_level" CHECK ("agent_job_events"."level" IN ('info', 'warn', 'error'))
);
--> statement-breakpoint
CREATE TABLE "agent_jobs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"status" text NOT NULL,
	"priority" integer NOT NULL,
	"payload" jsonb NOT NULL,
	"capability_set_id" bigint NOT NULL,
	"repository" text,
	"manifest_hash" text,
	"registry_name" text,
	"created_by_user_id" text NOT NULL,
	"requested_by_user_id" text NOT NULL,
	"cancel_requested_by_user_id" text,
	"cancel_requested_at" timestamp(3) with time zone,
	"cancel_reason" text,
	"affinity_key" text,
	"claimed_by" text,
	"lease_token" uuid,
	"lease_expires_at" timestamp(3) with time zone,
	"lease_check_at" timestamp(3) with time zone,
	"heartbeat_event_at" timestamp(3) with time zone,
	"held_by" text[] DEFAULT '{}' NOT NULL,
	"ready" boolean NOT NULL,
	"next_attempt_at" timestamp(3) with time zone,
	"attempt" integer DEFAULT 1 NOT NULL,
	"max_attempts" integer NOT NULL,
	"result_summary" text,
	"error_message" text,
	"artifacts_path" text,
	"idempotency_key" text,
	"request_hash" text,
	"last_event_id" uuid,
	"started_at" timestamp(3) with time zone,
	"finished_at" timestamp(3) with time zone,
	"created_at" timestamp(3) with time zone NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "agent_jobs_type" CHECK ("agent_jobs"."type" IN ('manifest', 'task', 'codex_exec', 'codex_skill')),
	CONSTRAINT "agent_jobs_status" CHECK ("agent_jobs"."status" IN ('queued', 'running', 'succeeded', 'failed', 'cancelled', 'dead_letter')),
	CONSTRAINT "agent_jobs_attempt" CHECK (attempt BETWEEN 1 AND max_attempts),
	CONSTRAINT "agent_jobs_ready_is_queued" CHECK (NOT ready OR status = 'queued'),
	CONSTRAINT "agent_jobs_lease" CHECK ((status = 'running') = (claimed_by IS NOT NULL)
        AND (status <> 'running' OR (lease_token IS NOT NULL AND lease_expires_at IS NOT NULL AND lease_check_at IS NOT NULL))),
	CONSTRAINT "agent_jobs_idempotency_hash" CHECK ((idempotency_key IS NULL) = (request_hash IS NULL)),
	CONSTRAINT "agent_jobs_manifest_derived" CHECK (type <> 'manifest' OR (
        CASE jsonb_typeof(payload -> 'requiredCapabilities')
          WHEN 'array' THEN jsonb_array_length(payload -> 'requiredCapabilities') > 0 ELSE false END
        AND NOT payload @? '$.requiredCapabilities[*] ? (@.type() <> "string")'
        AND manifest_hash = payload ->> 'manifestHash'
        AND jsonb_typeof(payload -> 'manifestVersion') = 'string'
        AND jsonb_typeof(payload -> 'effectiveRunConfig') = 'object'
        AND jsonb_typeof(payload -> 'manifestSecretRefs') = 'object'
        AND NOT coalesce(payload #> '{manifest,source}', '{}') ? 'content'
      ) IS TRUE)
);
--> statement-breakpoint
CREATE TABLE "capability_sets" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "capability_sets_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"capabilities" text[] NOT NULL,
	CONSTRAINT "capability_sets_not_empty" CHECK (cardinality("capability_sets"."capabilities") > 0)
);
--> statement-breakpoint
CREATE TABLE "manifest" (
	"name" text PRIMARY KEY NOT NULL,
	"version" text NOT NULL,
	"content_hash" text NOT NULL,
	"required_capabilities" text[] NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL,
	"last_run_job_id" uuid,
	"last_run_status" text,
	"last_run_started_at" timestamp(3) with time zone,
	"last_run_finished_at" timestamp(3) with time zone,
	"state_json" jsonb,
	"state_updated_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "manifest_revisions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"manifest" text NOT NULL,
	"content_hash" text NOT NULL,
	"actor" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"message" text
);
--> statement-breakpoint
CREATE TABLE "manifest_texts" (
	"content_hash" text PRIMARY KEY NOT NULL,
	"content" text NOT NULL,
	CONSTRAINT "manifest_texts_hash" CHECK ("manifest_texts"."content_hash" = 'sha256:' || encode(sha256(convert_to("manifest_texts"."content", 'UTF8')), 'hex'))
);
--> statement-breakpoint
CREATE TABLE "agent_worker_tokens" (
	"id" uuid PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"worker_id" text NOT NULL,
	"description" text,
	"allowed_repositories" text[] DEFAULT '{}' NOT NULL,
	"allowed_job_types" text[] DEFAULT '{}' NOT NULL,
	"capabilities" text[] DEFAULT '{}' NOT NULL,
	"expires_at" timestamp(3) with time zone,
	"revoked_at" timestamp(3) with time zone,
	"created_at" timestamp(3) with time zone NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "agent_worker_tokens_hash" UNIQUE("token_hash")
);
--> statement-breakpoint
ALTER TABLE "agent_job_events" ADD CONSTRAINT "agent_job_events_job_id_agent_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."agent_jobs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agent_jobs" ADD CONSTRAINT "agent_jobs_manifest_hash_manifest_texts_content_hash_fk" FOREIGN KEY ("manifest_hash") REFERENCES "public"."manifest_texts"("content_hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "manifest" ADD CONSTRAINT "manifest_content_hash_manifest_texts_content_hash_fk" FOREIGN KEY ("content_hash") REFERENCES "public"."manifest_texts"("content_hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "manifest_revisions" ADD CONSTRAINT "manifest_revisions_content_hash_manifest_texts_content_hash_fk" FOREIGN KEY ("content_hash") REFERENCES "public"."manifest_texts"("content_hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "agent_job_events_of_job" ON "agent_job_events" USING btree ("job_id","id");--> statement-breakpoint
CREATE INDEX "agent_jobs_ready" ON "agent_jobs" USING btree ("capability_set_id","type","priority" DESC NULLS FIRST,"created_at","id") WHERE status = 'queued' AND ready;--> statement-breakpoint
CREATE INDEX "agent_jobs_ready_repository" ON "agent_jobs" USING btree ("capability_set_id","type",hashtextextended("repository", 0),"priority" DESC NULLS FIRST,"created_at","id") WHERE status = 'queued' AND ready AND repository IS NOT NULL;--> statement-breakpoint
CREATE INDEX "agent_jobs_scheduled" ON "agent_jobs" USING btree ("next_attempt_at") WHERE status = 'queued' AND NOT ready;--> statement-breakpoint
CREATE INDEX "agent_jobs_leases" ON "agent_jobs" USING btree ("lease_check_at") WHERE status = 'running';--> statement-breakpoint
CREATE INDEX "agent_jobs_listing" ON "agent_jobs" USING btree ("type","status","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "agent_jobs_runs" ON "agent_jobs" USING btree ("registry_name","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE registry_name IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "agent_jobs_idempotency" ON "agent_jobs" USING btree ("created_by_user_id","idempotency_key") WHERE idempotency_key IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "manifest_name_any_case" ON "manifest" USING btree (lower("name") COLLATE "C");--> statement-breakpoint
CREATE INDEX "manifest_revisions_of_manifest" ON "manifest_revisions" USING btree ("manifest","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST);