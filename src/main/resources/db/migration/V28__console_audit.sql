-- What people did by the console: written before it is done, and with its result after it. An action without a result was cut
-- off, or goes on.
create table console_audit (
  audit_id ${identity},
  at       bigint not null,
  who      text   not null,
  address  text   not null,
  action   text   not null,
  sync     ${key},
  subject  text,
  result   text,
  ended_at bigint
);
create index console_audit_by_sync on console_audit (sync, audit_id);
