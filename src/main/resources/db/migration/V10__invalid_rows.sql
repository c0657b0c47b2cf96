-- Where the row stood that could not be mapped, and the run that last read it: a run that reads every row lets go of those that
-- are not among them any more.
alter table rejected_record add column place text;
alter table rejected_record add column seen_run bigint;
