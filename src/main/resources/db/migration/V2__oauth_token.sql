-- The refresh token that counts, where Salesforce gives a new one at each login. One row for each configured token: the
-- chain is the hash of the one that it began with, so that a token which a person puts in anew begins a chain of its own.
create table oauth_token (
  chain        ${key}  not null primary key,
  sealed_token ${blob},
  rotations    bigint not null default 0,
  rotated_at   bigint,
  asked_at     bigint
)${by_key};
