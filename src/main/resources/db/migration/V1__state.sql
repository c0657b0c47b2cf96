-- One schema for SQLite and PostgreSQL; Flyway fills in the places where they differ. Keys compare byte by byte on both: a
-- language's order is slower, and an index in it breaks when the operating system's idea of that language changes.

-- What Salesforce confirmed, by record. The key comes first: planners that use only a prefix of an index for a list of
-- keys are hundreds of times slower the other way round.
create table synced_record (
  record_key    ${key}  not null,
  sync          ${key}  not null,
  fingerprint   ${blob},
  salesforce_id text,
  sent_at       bigint not null,
  run_id        bigint,
  primary key (record_key, sync)
)${by_key};

-- What Salesforce or the mapping refused, until it succeeds, its row changes, or a person drops it.
create table rejected_record (
  record_key  ${key}  not null,
  sync        ${key}  not null,
  fingerprint ${blob},
  payload     text,
  parent_key  text,
  error_class text    not null,
  code        text    not null,
  message     text,
  fields      text,
  attempts    bigint not null,
  first_at    bigint not null,
  last_at     bigint not null,
  primary key (record_key, sync)
)${by_key};

-- One row for each run, kept for the status command.
create table sync_run (
  run_id              ${identity},
  sync                ${key}  not null,
  mode                text    not null,
  status              text    not null,
  started_at          bigint not null,
  ended_at            bigint,
  message             text,
  rows_read           bigint not null default 0,
  created             bigint not null default 0,
  updated             bigint not null default 0,
  confirmed_on_repeat bigint not null default 0,
  unchanged           bigint not null default 0,
  rejected            bigint not null default 0,
  still_rejected      bigint not null default 0,
  retry_later         bigint not null default 0,
  invalid             bigint not null default 0,
  duplicate           bigint not null default 0,
  unsent              bigint not null default 0,
  parked_sent         bigint not null default 0,
  parked_confirmed    bigint not null default 0,
  recreated           bigint not null default 0,
  api_calls           bigint not null default 0
);
create index sync_run_by_sync on sync_run (sync, run_id);

-- Where the next run begins, and what this state is about: one org, object and External ID field.
create table sync_cursor (
  sync            ${key}  not null primary key,
  org_id          text    not null,
  org_name        text,
  org_type        text,
  object          text    not null,
  external_id     text    not null,
  cursor_column   text,
  cursor_type     text,
  cursor_value    bigint,
  mapping_version text,
  updated_at      bigint not null
)${by_key};

-- Who runs a sync now; void after expires_at.
create table sync_lease (
  sync        ${key}  not null primary key,
  owner       text    not null,
  acquired_at bigint not null,
  expires_at  bigint not null
)${by_key};
