-- As before, but one expression that reads each argument once: the planner then writes it into the statement, where a
-- call of its own cost more than the event's row.
CREATE OR REPLACE FUNCTION next_event_id(last uuid) RETURNS uuid LANGUAGE sql VOLATILE AS $$
  SELECT (
    greatest(
      lpad(to_hex(floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0') COLLATE "C",
      left(replace(last::text, '-', ''), 12)
    )
    || '7' || overlay(lpad(to_hex(nextval('agent_job_event_seq')), 18, '0') PLACING '8' FROM 4 FOR 0)
  )::uuid
$$;
