-- What a guard held back, for a person to approve. One for each sync: a later one takes its place.
create table sync_plan (
  sync            ${key}  not null primary key,
  plan            text    not null,
  org_id          text    not null,
  mapping_version text    not null,
  creates         bigint  not null,
  updates         bigint  not null,
  clears          bigint  not null,
  reason          text    not null,
  made_at         bigint  not null,
  approved_at     bigint
)${by_key};

-- A full refresh that has not come to its end: what runs have confirmed since its first run is not sent twice by it.
create table full_refresh (
  sync      ${key}  not null primary key,
  first_run bigint  not null
)${by_key};
