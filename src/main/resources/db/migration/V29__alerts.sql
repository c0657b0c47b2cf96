-- What alerts were about: the level of each condition of a sync, or of the process as a whole, and when it last changed. The
-- number grows with each change; the incident is the same from the first trouble until all is well, for receivers that put
-- messages together by it.
create table alert_state (
  subject       ${key}  not null,
  kind          ${key}  not null,
  level         text    not null,
  status        text    not null,
  number        bigint  not null default 0,
  incident      text,
  body          text,
  changed_at    bigint  not null,
  watched_since bigint  not null,
  primary key (subject, kind)
)${by_key};

-- What each channel was notified of. A claim keeps two processes from sending the same message; it is void after its time.
create table alert_delivery (
  channel       ${key}  not null,
  subject       ${key}  not null,
  kind          ${key}  not null,
  notified      bigint  not null default 0,
  notified_level text   not null default 'OK',
  notified_incident text,
  tries         bigint  not null default 0,
  tried         bigint  not null default 0,
  due_at        bigint  not null default 0,
  claimed_until bigint  not null default 0,
  error         text,
  primary key (channel, subject, kind)
)${by_key};

-- How many rows runs read, to know what is usual; only runs of one kind are compared.
create table alert_rows (
  run_id    bigint  not null primary key,
  sync      ${key}  not null,
  every_row integer not null,
  rows_read bigint  not null
)${by_key};

-- When Salesforce last took a refresh token: it expires when nobody uses it.
alter table oauth_token add column used_at bigint;
