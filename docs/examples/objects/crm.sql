-- One database with companies, the people who work for them, and what they have subscribed to; the same for PostgreSQL and SQLite.
create table companies (
    company_id varchar(20) primary key,
    name varchar(120),
    city varchar(40),
    updated_at timestamp not null
);
create table people (
    person_id varchar(20) primary key,
    company_id varchar(20) not null references companies,
    first_name varchar(40),
    last_name varchar(80) not null,
    email varchar(80),
    updated_at timestamp not null
);
create table subscriptions (
    subscription_id varchar(20) primary key,
    company_id varchar(20) not null references companies,
    person_id varchar(20) references people,
    product varchar(40) not null,
    seats integer not null,
    starts_on date not null,
    updated_at timestamp not null
);
insert into companies values
    ('K1', 'Müller & Söhne GmbH', 'Köln', '2026-11-02 08:15:00.000'),
    ('K2', 'Société Générale d''Outillage', 'Lyon', '2026-11-02 08:15:00.000'),
    ('K3', null, 'Gdańsk', '2026-11-03 17:40:00.000'),
    ('K4', 'Northwind Traders', 'Seattle', '2026-11-04 21:05:00.000');
insert into people values
    ('P1', 'K1', 'Ada', 'Müller', 'ada@mueller.example', '2026-11-02 08:15:00.000'),
    ('P2', 'K1', 'Jörg', 'Weiß', null, '2026-11-05 09:00:00.000'),
    ('P3', 'K2', 'Zoé', 'Lefèvre', 'zoe@outillage.example', '2026-11-05 09:00:00.000'),
    ('P4', 'K3', 'Łucja', 'Nowak', 'lucja@nowak.example', '2026-11-05 09:00:00.000'),
    ('P5', 'K4', null, 'O''Neil', 'oneil@northwind.example', '2026-11-06 10:30:00.000');
insert into subscriptions values
    ('S1', 'K1', 'P1', 'Gateway', 25, '2026-12-01', '2026-11-07 12:00:00.000'),
    ('S2', 'K1', null, 'Archive', 5, '2027-01-01', '2026-11-07 12:00:00.000'),
    ('S3', 'K2', 'P3', 'Gateway', 100, '2026-11-15', '2026-11-08 12:00:00.000'),
    ('S4', 'K3', 'P4', 'Gateway', 3, '2026-12-01', '2026-11-08 12:00:00.000');
