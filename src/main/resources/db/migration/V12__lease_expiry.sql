-- How long the holder's leases last without being renewed, in milliseconds: whoever meets one that a wrong clock dated waits
-- for so long to see whether it is renewed. Null for one that an older version took.
alter table sync_lease add column expiry bigint;
