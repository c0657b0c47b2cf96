-- The very records that a plan of a stream is about, which it would delete or flag. Approved (1) once a person approved that plan: until
-- it has happened to each or its row is back, whatever plan comes after. The next batch seldom has the same rows as the one that was held.
create table approved_deletion (
  record_key    ${key}  not null,
  sync          ${key}  not null,
  salesforce_id text    not null,
  action        text    not null,
  plan          text    not null,
  approved      integer not null default 0,
  primary key (record_key, sync)
)${by_key};
