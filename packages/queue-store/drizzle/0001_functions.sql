ALTER TABLE capability_sets ADD CONSTRAINT capability_sets_distinct EXCLUDE USING hash (capabilities WITH =);
--> statement-breakpoint
-- Room on the page for the next version of a row, and dead versions cleared before they pile up: each job is updated
-- several times in its life, and state changes are never HOT.
ALTER TABLE agent_jobs SET (
  fillfactor = 70,
  autovacuum_vacuum_scale_factor = 0.02,
  autovacuum_vacuum_threshold = 500,
  autovacuum_analyze_scale_factor = 0.05,
  autovacuum_vacuum_cost_delay = 0
);
--> statement-breakpoint
CREATE SEQUENCE agent_job_event_seq AS bigint;
--> statement-breakpoint
-- The id of a job's next event: a UUID v7 whose random bits are a sequence. Called while the job's row is locked, and
-- given the id of the job's last event, it never goes back: not with several servers, not when the clock steps back.
CREATE FUNCTION next_event_id(last uuid) RETURNS uuid LANGUAGE sql VOLATILE AS $$
  SELECT (
    greatest(
      lpad(to_hex(floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0') COLLATE "C",
      left(replace(last::text, '-', ''), 12)
    )
    || '7' || left(tail, 3) || '8' || right(tail, 15)
  )::uuid
  FROM lpad(to_hex(nextval('agent_job_event_seq')), 18, '0') AS tail
$$;
