create table companies (
  cik          text not null,
  symbol       text not null,
  security     text not null,
  sector       text,
  sub_industry text,
  headquarters text,
  date_added   date,
  founded      text,
  changed_at   timestamptz not null default now(),
  primary key (cik, symbol)
);
create index on companies (changed_at);
-- psql: \copy companies (symbol, security, sector, sub_industry, headquarters, date_added, cik, founded) from 'sp500-companies.csv' csv header
