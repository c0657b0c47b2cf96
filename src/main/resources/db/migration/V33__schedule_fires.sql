-- Up to which time of its schedule a route has begun the runs of its sync, so that each time is run once however many processes
-- serve; and whether the run of the latest one has not come to its own end (1): then whoever serves takes it over.
create table schedule_fire (
  route       ${key}  not null primary key,
  sync        ${key}  not null,
  taken_until bigint  not null,
  owed        integer not null default 0,
  attempts    integer not null default 0
)${by_key};
