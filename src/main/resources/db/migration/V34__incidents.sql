-- When the incident of a condition began, and how bad it was at its worst: what its end is to say.
alter table alert_state add column began_at bigint;
alter table alert_state add column worst text not null default 'OK';
update alert_state set began_at = changed_at, worst = level where level <> 'OK';
