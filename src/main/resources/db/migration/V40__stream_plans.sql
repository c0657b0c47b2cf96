-- What a guard held back of a stream, for a person to approve. The plan of runs stays in sync_plan: neither takes the place of the other.
-- The allow columns: how many records of the batch that was held back each guard may let pass once the plan is approved; null where a guard
-- had no objection.
create table stream_plan (
  sync            ${key}  not null primary key,
  plan            text    not null,
  org_id          text    not null,
  mapping_version text    not null,
  creates         bigint  not null,
  updates         bigint  not null,
  clears          bigint  not null,
  missing         bigint  not null default 0,
  gone            text,
  reason          text    not null,
  made_at         bigint  not null,
  approved_at     bigint,
  allow_creates   bigint,
  allow_changes   bigint,
  allow_clears    bigint
)${by_key};

-- Since when a guard of a stream counts, as a person approved a plan of it last, and how many records more that approval lets pass as long as
-- the mapping stays. Its row of the creates is also what one session at a time locks while it is admitted.
create table stream_guard (
  sync            ${key}  not null,
  effect          ${key}  not null,
  since           bigint  not null,
  allowed         bigint  not null,
  mapping_version text    not null,
  primary key (sync, effect)
)${by_key};

-- What guards let through of the streams of a sync, of all processes: each record once, with the quarter of an hour in which it was let
-- through last, and how many records each quarter of an hour has. Noted before anything is sent.
create table guarded_record (
  record_key ${key}  not null,
  sync       ${key}  not null,
  effect     ${key}  not null,
  bucket     bigint  not null,
  primary key (record_key, sync, effect)
)${by_key};
-- The bucket first: an index that begins with what all rows share looks best to a server that has not counted them, also for a key.
create index guarded_record_by_bucket on guarded_record (bucket, sync, effect);

create table guarded_count (
  sync    ${key}  not null,
  effect  ${key}  not null,
  bucket  bigint  not null,
  records bigint  not null,
  primary key (sync, effect, bucket)
)${by_key};

insert into stream_plan (sync, plan, org_id, mapping_version, creates, updates, clears, missing, gone, reason, made_at, approved_at,
    allow_creates, allow_changes, allow_clears)
  select sync, plan, org_id, mapping_version, creates, updates, clears, missing, gone, reason, made_at, approved_at,
    creates, updates, clears from sync_plan where plan like 's%';
insert into stream_guard (sync, effect, since, allowed, mapping_version)
  select p.sync, e.effect, p.approved_at,
    case when p.approved_at <= p.made_at then 0 when e.effect = 'CREATE' then p.creates
      when e.effect = 'CHANGE' then p.updates else p.clears end, p.mapping_version
  from sync_plan p cross join (select 'CREATE' as effect union select 'CHANGE' union select 'CLEAR') e
  where p.plan like 's%' and p.approved_at is not null;
delete from sync_plan where plan like 's%';
-- Without the keys, which an earlier version did not keep: what it created counts for the rest of the day.
insert into guarded_count (sync, effect, bucket, records)
  select sync, 'CREATE', started_at, sum(created) from sync_run where mode = 'stream' and created > 0 group by sync, started_at;

-- The topics of Kafka that streams read, by the ids that brokers give them: one that was deleted and made again has another id, and counts
-- its offsets from 0. Numbered in the order in which they were met, so that offsets of a later one are greater. Reported: once a report said that it was made again.
create table kafka_topic (
  topic    ${key}  not null,
  topic_id ${key}  not null,
  cluster  text    not null,
  number   bigint  not null,
  seen_at  bigint  not null,
  reported integer not null default 0,
  primary key (topic, topic_id),
  unique (topic, number)
)${by_key};
