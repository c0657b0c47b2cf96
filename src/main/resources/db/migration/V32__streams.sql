-- Which records are in somebody's hands, of a sync that gets rows by a stream: a stream session's or a run's, by the name of its
-- lease. Nobody else sends such a record, or deletes it. A claim whose lease has ended is void.
create table record_claim (
  record_key ${key}  not null,
  sync       ${key}  not null,
  lease      ${key}  not null,
  primary key (record_key, sync)
)${by_key};
create index record_claim_by_lease on record_claim (sync, lease);

-- Where the source stood when it gave what is known of a record: an offset, the position in a log, or the cursor column of a run.
-- An event with a smaller version of the same origin is older.
create table source_version (
  record_key ${key}  not null,
  sync       ${key}  not null,
  origin     ${key}  not null,
  version    bigint  not null,
  seen_at    bigint  not null,
  primary key (record_key, sync, origin)
)${by_key};

-- The syncs that ever had a stream session: their runs write versions.
create table streamed_sync (
  sync  ${key}  not null primary key,
  since bigint  not null
)${by_key};

-- Whose note it is, by the name of the lease; null for the sync's own lease, as in all notes of an older version.
alter table sent_batch add column lease text;

-- Whether all records of the job are claimed, those included that Salesforce does not have yet.
alter table bulk_job add column claimed integer not null default 0;
