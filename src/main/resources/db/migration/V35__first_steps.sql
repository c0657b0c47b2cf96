-- Records that point to each other, which are created without that and then updated with it, while nobody has heard what became of
-- the first of these steps: written before the call, and taken away in the transaction that writes what became of it. Whoever finds one
-- knows that the second step is due, as soon as Salesforce is seen to have what the first one sent. That is the payload, kept where
-- payloads are; of records of a Bulk job its results tell.
create table first_step (
  record_key  ${key}  not null,
  sync        ${key}  not null,
  job_id      ${key},
  payload     text,
  begun_at    bigint  not null,
  primary key (record_key, sync)
)${by_key};
create index first_step_by_job on first_step (job_id);
