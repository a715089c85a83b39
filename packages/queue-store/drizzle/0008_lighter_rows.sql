-- What a manifest's contract derives is there, and its text is not. In PL/pgSQL, so that it is not written into the check.
CREATE FUNCTION manifest_job_is_derived(payload json, manifest_hash text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN coalesce(jsonb_path_match(payload::jsonb, '
    $.requiredCapabilities.type() == "array" && $.requiredCapabilities.size() > 0
    && !exists($.requiredCapabilities[*] ? (@.type() != "string"))
    && $.manifestHash.type() == "string" && $.manifestHash == $hash
    && $.manifestVersion.type() == "string"
    && $.effectiveRunConfig.type() == "object"
    && $.manifestSecretRefs.type() == "object"
    && !exists($.manifest.source.content)', jsonb_build_object('hash', manifest_hash)), false);
END
$$;
--> statement-breakpoint
ALTER TABLE "agent_jobs" DROP CONSTRAINT "agent_jobs_manifest_derived";--> statement-breakpoint
DROP INDEX "agent_jobs_listing";--> statement-breakpoint
ALTER TABLE "agent_jobs" ALTER COLUMN "payload" SET DATA TYPE json;--> statement-breakpoint
ALTER TABLE "agent_jobs" ALTER COLUMN "requested_by_user_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "agent_jobs" ALTER COLUMN "held_by" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "agent_jobs" ALTER COLUMN "held_by" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "agent_job_events" ADD COLUMN "of_creation" boolean;--> statement-breakpoint
CREATE INDEX "agent_jobs_ready_crowd" ON "agent_jobs" USING btree ("priority" DESC NULLS FIRST,"created_at","id") WHERE status = 'queued' AND ready AND capability_set_id > 128;--> statement-breakpoint
CREATE INDEX "agent_jobs_listing" ON "agent_jobs" USING btree ("type","status","created_at","id");--> statement-breakpoint
ALTER TABLE "agent_jobs" ADD CONSTRAINT "agent_jobs_manifest_derived" CHECK (type <> 'manifest' OR manifest_job_is_derived(payload, manifest_hash));