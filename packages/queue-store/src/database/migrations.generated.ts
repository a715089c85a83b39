// Made from drizzle/ by `pnpm migrations`; do not edit.
export const MIGRATIONS: readonly { readonly tag: string; readonly statements: readonly string[] }[] = [
  {
    "tag": "0000_tables",
    "statements": [
      "CREATE TABLE \"agent_job_events\" (\n\t\"id\" uuid PRIMARY KEY NOT NULL,\n\t\"job_id\" uuid NOT NULL,\n\t\"level\" text NOT NULL,\n\t\"message\" text NOT NULL,\n\t\"payload\" jsonb,\n\t\"created_at\" timestamp(3) with time zone NOT NULL,\n\tCONSTRAINT \"agent_job_events_level\" CHECK (\"agent_job_events\".\"level\" IN ('info', 'warn', 'error'))\n);",
      "CREATE TABLE \"agent_jobs\" (\n\t\"id\" uuid PRIMARY KEY NOT NULL,\n\t\"type\" text NOT NULL,\n\t\"status\" text NOT NULL,\n\t\"priority\" integer NOT NULL,\n\t\"payload\" jsonb NOT NULL,\n\t\"capability_set_id\" bigint NOT NULL,\n\t\"repository\" text,\n\t\"manifest_hash\" text,\n\t\"registry_name\" text,\n\t\"created_by_user_id\" text NOT NULL,\n\t\"requested_by_user_id\" text NOT NULL,\n\t\"cancel_requested_by_user_id\" text,\n\t\"cancel_requested_at\" timestamp(3) with time zone,\n\t\"cancel_reason\" text,\n\t\"affinity_key\" text,\n\t\"claimed_by\" text,\n\t\"lease_token\" uuid,\n\t\"lease_expires_at\" timestamp(3) with time zone,\n\t\"lease_check_at\" timestamp(3) with time zone,\n\t\"heartbeat_event_at\" timestamp(3) with time zone,\n\t\"held_by\" text[] DEFAULT '{}' NOT NULL,\n\t\"ready\" boolean NOT NULL,\n\t\"next_attempt_at\" timestamp(3) with time zone,\n\t\"attempt\" integer DEFAULT 1 NOT NULL,\n\t\"max_attempts\" integer NOT NULL,\n\t\"result_summary\" text,\n\t\"error_message\" text,\n\t\"artifacts_path\" text,\n\t\"idempotency_key\" text,\n\t\"request_hash\" text,\n\t\"last_event_id\" uuid,\n\t\"started_at\" timestamp(3) with time zone,\n\t\"finished_at\" timestamp(3) with time zone,\n\t\"created_at\" timestamp(3) with time zone NOT NULL,\n\t\"updated_at\" timestamp(3) with time zone NOT NULL,\n\tCONSTRAINT \"agent_jobs_type\" CHECK (\"agent_jobs\".\"type\" IN ('manifest', 'task', 'codex_exec', 'codex_skill')),\n\tCONSTRAINT \"agent_jobs_status\" CHECK (\"agent_jobs\".\"status\" IN ('queued', 'running', 'succeeded', 'failed', 'cancelled', 'dead_letter')),\n\tCONSTRAINT \"agent_jobs_attempt\" CHECK (attempt BETWEEN 1 AND max_attempts),\n\tCONSTRAINT \"agent_jobs_ready_is_queued\" CHECK (NOT ready OR status = 'queued'),\n\tCONSTRAINT \"agent_jobs_lease\" CHECK ((status = 'running') = (claimed_by IS NOT NULL)\n        AND (status <> 'running' OR (lease_token IS NOT NULL AND lease_expires_at IS NOT NULL AND lease_check_at IS NOT NULL))),\n\tCONSTRAINT \"agent_jobs_idempotency_hash\" CHECK ((idempotency_key IS NULL) = (request_hash IS NULL)),\n\tCONSTRAINT \"agent_jobs_manifest_derived\" CHECK (type <> 'manifest' OR (\n        CASE jsonb_typeof(payload -> 'requiredCapabilities')\n          WHEN 'array' THEN jsonb_array_length(payload -> 'requiredCapabilities') > 0 ELSE false END\n        AND NOT payload @? '$.requiredCapabilities[*] ? (@.type() <> \"string\")'\n        AND manifest_hash = payload ->> 'manifestHash'\n        AND jsonb_typeof(payload -> 'manifestVersion') = 'string'\n        AND jsonb_typeof(payload -> 'effectiveRunConfig') = 'object'\n        AND jsonb_typeof(payload -> 'manifestSecretRefs') = 'object'\n        AND NOT coalesce(payload #> '{manifest,source}', '{}') ? 'content'\n      ) IS TRUE)\n);",
      "CREATE TABLE \"capability_sets\" (\n\t\"id\" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name \"capability_sets_id_seq\" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),\n\t\"capabilities\" text[] NOT NULL,\n\tCONSTRAINT \"capability_sets_not_empty\" CHECK (cardinality(\"capability_sets\".\"capabilities\") > 0)\n);",
      "CREATE TABLE \"manifest\" (\n\t\"name\" text PRIMARY KEY NOT NULL,\n\t\"version\" text NOT NULL,\n\t\"content_hash\" text NOT NULL,\n\t\"required_capabilities\" text[] NOT NULL,\n\t\"created_at\" timestamp(3) with time zone NOT NULL,\n\t\"updated_at\" timestamp(3) with time zone NOT NULL,\n\t\"last_run_job_id\" uuid,\n\t\"last_run_status\" text,\n\t\"last_run_started_at\" timestamp(3) with time zone,\n\t\"last_run_finished_at\" timestamp(3) with time zone,\n\t\"state_json\" jsonb,\n\t\"state_updated_at\" timestamp(3) with time zone\n);",
      "CREATE TABLE \"manifest_revisions\" (\n\t\"id\" uuid PRIMARY KEY NOT NULL,\n\t\"manifest\" text NOT NULL,\n\t\"content_hash\" text NOT NULL,\n\t\"actor\" text NOT NULL,\n\t\"created_at\" timestamp(3) with time zone NOT NULL,\n\t\"message\" text\n);",
      "CREATE TABLE \"manifest_texts\" (\n\t\"content_hash\" text PRIMARY KEY NOT NULL,\n\t\"content\" text NOT NULL,\n\tCONSTRAINT \"manifest_texts_hash\" CHECK (\"manifest_texts\".\"content_hash\" = 'sha256:' || encode(sha256(convert_to(\"manifest_texts\".\"content\", 'UTF8')), 'hex'))\n);",
      "CREATE TABLE \"agent_worker_tokens\" (\n\t\"id\" uuid PRIMARY KEY NOT NULL,\n\t\"token_hash\" text NOT NULL,\n\t\"worker_id\" text NOT NULL,\n\t\"description\" text,\n\t\"allowed_repositories\" text[] DEFAULT '{}' NOT NULL,\n\t\"allowed_job_types\" text[] DEFAULT '{}' NOT NULL,\n\t\"capabilities\" text[] DEFAULT '{}' NOT NULL,\n\t\"expires_at\" timestamp(3) with time zone,\n\t\"revoked_at\" timestamp(3) with time zone,\n\t\"created_at\" timestamp(3) with time zone NOT NULL,\n\t\"updated_at\" timestamp(3) with time zone NOT NULL,\n\tCONSTRAINT \"agent_worker_tokens_hash\" UNIQUE(\"token_hash\")\n);",
      "ALTER TABLE \"agent_job_events\" ADD CONSTRAINT \"agent_job_events_job_id_agent_jobs_id_fk\" FOREIGN KEY (\"job_id\") REFERENCES \"public\".\"agent_jobs\"(\"id\") ON DELETE cascade ON UPDATE no action;",
      "ALTER TABLE \"agent_jobs\" ADD CONSTRAINT \"agent_jobs_manifest_hash_manifest_texts_content_hash_fk\" FOREIGN KEY (\"manifest_hash\") REFERENCES \"public\".\"manifest_texts\"(\"content_hash\") ON DELETE no action ON UPDATE no action;",
      "ALTER TABLE \"manifest\" ADD CONSTRAINT \"manifest_content_hash_manifest_texts_content_hash_fk\" FOREIGN KEY (\"content_hash\") REFERENCES \"public\".\"manifest_texts\"(\"content_hash\") ON DELETE no action ON UPDATE no action;",
      "ALTER TABLE \"manifest_revisions\" ADD CONSTRAINT \"manifest_revisions_content_hash_manifest_texts_content_hash_fk\" FOREIGN KEY (\"content_hash\") REFERENCES \"public\".\"manifest_texts\"(\"content_hash\") ON DELETE no action ON UPDATE no action;",
      "CREATE INDEX \"agent_job_events_of_job\" ON \"agent_job_events\" USING btree (\"job_id\",\"id\");",
      "CREATE INDEX \"agent_jobs_ready\" ON \"agent_jobs\" USING btree (\"capability_set_id\",\"type\",\"priority\" DESC NULLS FIRST,\"created_at\",\"id\") WHERE status = 'queued' AND ready;",
      "CREATE INDEX \"agent_jobs_ready_repository\" ON \"agent_jobs\" USING btree (\"capability_set_id\",\"type\",hashtextextended(\"repository\", 0),\"priority\" DESC NULLS FIRST,\"created_at\",\"id\") WHERE status = 'queued' AND ready AND repository IS NOT NULL;",
      "CREATE INDEX \"agent_jobs_scheduled\" ON \"agent_jobs\" USING btree (\"next_attempt_at\") WHERE status = 'queued' AND NOT ready;",
      "CREATE INDEX \"agent_jobs_leases\" ON \"agent_jobs\" USING btree (\"lease_check_at\") WHERE status = 'running';",
      "CREATE INDEX \"agent_jobs_listing\" ON \"agent_jobs\" USING btree (\"type\",\"status\",\"created_at\" DESC NULLS FIRST,\"id\" DESC NULLS FIRST);",
      "CREATE INDEX \"agent_jobs_runs\" ON \"agent_jobs\" USING btree (\"registry_name\",\"created_at\" DESC NULLS FIRST,\"id\" DESC NULLS FIRST) WHERE registry_name IS NOT NULL;",
      "CREATE UNIQUE INDEX \"agent_jobs_idempotency\" ON \"agent_jobs\" USING btree (\"created_by_user_id\",\"idempotency_key\") WHERE idempotency_key IS NOT NULL;",
      "CREATE UNIQUE INDEX \"manifest_name_any_case\" ON \"manifest\" USING btree (lower(\"name\") COLLATE \"C\");",
      "CREATE INDEX \"manifest_revisions_of_manifest\" ON \"manifest_revisions\" USING btree (\"manifest\",\"created_at\" DESC NULLS FIRST,\"id\" DESC NULLS FIRST);"
    ]
  },
  {
    "tag": "0001_functions",
    "statements": [
      "ALTER TABLE capability_sets ADD CONSTRAINT capability_sets_distinct EXCLUDE USING hash (capabilities WITH =);",
      "-- Room on the page for the next version of a row, and dead versions cleared before they pile up: each job is updated\n-- several times in its life, and state changes are never HOT.\nALTER TABLE agent_jobs SET (\n  fillfactor = 70,\n  autovacuum_vacuum_scale_factor = 0.02,\n  autovacuum_vacuum_threshold = 500,\n  autovacuum_analyze_scale_factor = 0.05,\n  autovacuum_vacuum_cost_delay = 0\n);",
      "CREATE SEQUENCE agent_job_event_seq AS bigint;",
      "-- The id of a job's next event: a UUID v7 whose random bits are a sequence. Called while the job's row is locked, and\n-- given the id of the job's last event, it never goes back: not with several servers, not when the clock steps back.\nCREATE FUNCTION next_event_id(last uuid) RETURNS uuid LANGUAGE sql VOLATILE AS $$\n  SELECT (\n    greatest(\n      lpad(to_hex(floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0') COLLATE \"C\",\n      left(replace(last::text, '-', ''), 12)\n    )\n    || '7' || left(tail, 3) || '8' || right(tail, 15)\n  )::uuid\n  FROM lpad(to_hex(nextval('agent_job_event_seq')), 18, '0') AS tail\n$$;"
    ]
  },
  {
    "tag": "0002_group_commit",
    "statements": [
      "ALTER TABLE \"agent_job_events\" DROP CONSTRAINT \"agent_job_events_job_id_agent_jobs_id_fk\";",
      "ALTER TABLE \"agent_jobs\" ADD COLUMN \"claim_id\" uuid;",
      "ALTER TABLE \"agent_jobs\" ADD COLUMN \"claim_seat\" integer;",
      "CREATE UNIQUE INDEX \"agent_jobs_claim\" ON \"agent_jobs\" USING btree (\"claim_id\",\"claim_seat\") WHERE status = 'running' AND claim_id IS NOT NULL;",
      "CREATE INDEX \"agent_jobs_text\" ON \"agent_jobs\" USING btree (\"manifest_hash\") WHERE manifest_hash IS NOT NULL;"
    ]
  },
  {
    "tag": "0003_event_ids_inline",
    "statements": [
      "-- As before, but one expression that reads each argument once: the planner then writes it into the statement, where a\n-- call of its own cost more than the event's row.\nCREATE OR REPLACE FUNCTION next_event_id(last uuid) RETURNS uuid LANGUAGE sql VOLATILE AS $$\n  SELECT (\n    greatest(\n      lpad(to_hex(floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0') COLLATE \"C\",\n      left(replace(last::text, '-', ''), 12)\n    )\n    || '7' || overlay(lpad(to_hex(nextval('agent_job_event_seq')), 18, '0') PLACING '8' FROM 4 FOR 0)\n  )::uuid\n$$;"
    ]
  },
  {
    "tag": "0004_artifacts_and_workers",
    "statements": [
      "CREATE TABLE \"agent_job_artifacts\" (\n\t\"id\" uuid PRIMARY KEY NOT NULL,\n\t\"job_id\" uuid NOT NULL,\n\t\"name\" text NOT NULL,\n\t\"content_type\" text NOT NULL,\n\t\"size_bytes\" bigint NOT NULL,\n\t\"digest\" text NOT NULL,\n\t\"storage_path\" text NOT NULL,\n\t\"created_at\" timestamp(3) with time zone NOT NULL\n);",
      "CREATE TABLE \"agent_workers\" (\n\t\"worker_id\" text PRIMARY KEY NOT NULL,\n\t\"capabilities\" text[] NOT NULL,\n\t\"allowed_types\" text[] DEFAULT '{}' NOT NULL,\n\t\"allowed_repositories\" text[] DEFAULT '{}' NOT NULL,\n\t\"last_seen_at\" timestamp(3) with time zone NOT NULL\n);",
      "ALTER TABLE \"agent_job_events\" ADD COLUMN \"lease_token\" uuid;",
      "ALTER TABLE \"agent_job_events\" ADD COLUMN \"sequence\" bigint;",
      "ALTER TABLE \"agent_job_artifacts\" ADD CONSTRAINT \"agent_job_artifacts_job_id_agent_jobs_id_fk\" FOREIGN KEY (\"job_id\") REFERENCES \"public\".\"agent_jobs\"(\"id\") ON DELETE cascade ON UPDATE no action;",
      "CREATE INDEX \"agent_job_artifacts_of_job\" ON \"agent_job_artifacts\" USING btree (\"job_id\",\"id\");",
      "CREATE UNIQUE INDEX \"agent_job_events_numbered\" ON \"agent_job_events\" USING btree (\"job_id\",\"lease_token\",\"sequence\") WHERE sequence IS NOT NULL;"
    ]
  },
  {
    "tag": "0005_claims_while_they_run",
    "statements": [
      "DROP INDEX \"agent_jobs_claim\";",
      "CREATE UNIQUE INDEX \"agent_jobs_claim\" ON \"agent_jobs\" USING btree (\"claim_id\",\"claim_seat\") WHERE claim_id IS NOT NULL;",
      "ALTER TABLE \"agent_jobs\" ADD CONSTRAINT \"agent_jobs_claim_runs\" CHECK (claim_id IS NULL OR (status = 'running' AND claim_seat IS NOT NULL));"
    ]
  },
  {
    "tag": "0006_api_tokens",
    "statements": [
      "CREATE TABLE \"api_tokens\" (\n\t\"id\" uuid PRIMARY KEY NOT NULL,\n\t\"token_hash\" text NOT NULL,\n\t\"name\" text NOT NULL,\n\t\"scopes\" text[] NOT NULL,\n\t\"created_by_user_id\" text,\n\t\"expires_at\" timestamp(3) with time zone,\n\t\"last_used_at\" timestamp(3) with time zone,\n\t\"revoked_at\" timestamp(3) with time zone,\n\t\"created_at\" timestamp(3) with time zone NOT NULL,\n\tCONSTRAINT \"api_tokens_hash\" UNIQUE(\"token_hash\"),\n\tCONSTRAINT \"api_tokens_scopes\" CHECK (cardinality(\"api_tokens\".\"scopes\") > 0\n        AND \"api_tokens\".\"scopes\" <@ '{read,submit,manage_manifests,manage_workers,administer}'::text[])\n);"
    ]
  },
  {
    "tag": "0007_audit_log",
    "statements": [
      "CREATE TABLE \"audit_log\" (\n\t\"id\" uuid PRIMARY KEY NOT NULL,\n\t\"at\" timestamp(3) with time zone NOT NULL,\n\t\"action\" text NOT NULL,\n\t\"target\" text,\n\t\"actor_kind\" text NOT NULL,\n\t\"actor_id\" text,\n\t\"actor_name\" text,\n\t\"address\" text,\n\t\"request_id\" text,\n\t\"outcome\" text NOT NULL\n);"
    ]
  },
  {
    "tag": "0008_lighter_rows",
    "statements": [
      "-- What a manifest's contract derives is there, and its text is not. In PL/pgSQL, so that it is not written into the check.\nCREATE FUNCTION manifest_job_is_derived(payload json, manifest_hash text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$\nBEGIN\n  RETURN coalesce(jsonb_path_match(payload::jsonb, '\n    $.requiredCapabilities.type() == \"array\" && $.requiredCapabilities.size() > 0\n    && !exists($.requiredCapabilities[*] ? (@.type() != \"string\"))\n    && $.manifestHash.type() == \"string\" && $.manifestHash == $hash\n    && $.manifestVersion.type() == \"string\"\n    && $.effectiveRunConfig.type() == \"object\"\n    && $.manifestSecretRefs.type() == \"object\"\n    && !exists($.manifest.source.content)', jsonb_build_object('hash', manifest_hash)), false);\nEND\n$$;",
      "ALTER TABLE \"agent_jobs\" DROP CONSTRAINT \"agent_jobs_manifest_derived\";",
      "DROP INDEX \"agent_jobs_listing\";",
      "ALTER TABLE \"agent_jobs\" ALTER COLUMN \"payload\" SET DATA TYPE json;",
      "ALTER TABLE \"agent_jobs\" ALTER COLUMN \"requested_by_user_id\" DROP NOT NULL;",
      "ALTER TABLE \"agent_jobs\" ALTER COLUMN \"held_by\" DROP DEFAULT;",
      "ALTER TABLE \"agent_jobs\" ALTER COLUMN \"held_by\" DROP NOT NULL;",
      "ALTER TABLE \"agent_job_events\" ADD COLUMN \"of_creation\" boolean;",
      "CREATE INDEX \"agent_jobs_ready_crowd\" ON \"agent_jobs\" USING btree (\"priority\" DESC NULLS FIRST,\"created_at\",\"id\") WHERE status = 'queued' AND ready AND capability_set_id > 128;",
      "CREATE INDEX \"agent_jobs_listing\" ON \"agent_jobs\" USING btree (\"type\",\"status\",\"created_at\",\"id\");",
      "ALTER TABLE \"agent_jobs\" ADD CONSTRAINT \"agent_jobs_manifest_derived\" CHECK (type <> 'manifest' OR manifest_job_is_derived(payload, manifest_hash));"
    ]
  }
];
