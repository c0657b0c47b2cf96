SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
CREATE SCHEMA test_1;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE test_1.account_sync_schema (
    installed_rank integer NOT NULL,
    version character varying(50),
    description character varying(200) NOT NULL,
    type character varying(20) NOT NULL,
    script character varying(1000) NOT NULL,
    checksum integer,
    installed_by character varying(100) NOT NULL,
    installed_on timestamp without time zone DEFAULT now() NOT NULL,
    execution_time integer NOT NULL,
    success boolean NOT NULL
);
CREATE TABLE test_1.bulk_job (
    job_id text NOT NULL COLLATE pg_catalog."C",
    sync text NOT NULL COLLATE pg_catalog."C",
    run_id bigint NOT NULL,
    records bigint NOT NULL,
    created_at bigint NOT NULL,
    ended_at bigint,
    ended_as text,
    crowded bigint DEFAULT 0 NOT NULL
);
CREATE TABLE test_1.full_refresh (
    sync text NOT NULL COLLATE pg_catalog."C",
    first_run bigint NOT NULL
);
CREATE TABLE test_1.oauth_token (
    chain text NOT NULL COLLATE pg_catalog."C",
    sealed_token bytea,
    rotations bigint DEFAULT 0 NOT NULL,
    rotated_at bigint,
    asked_at bigint
);
CREATE TABLE test_1.rejected_record (
    record_key text NOT NULL COLLATE pg_catalog."C",
    sync text NOT NULL COLLATE pg_catalog."C",
    fingerprint bytea,
    payload text,
    parent_key text,
    error_class text NOT NULL,
    code text NOT NULL,
    message text,
    fields text,
    attempts bigint NOT NULL,
    first_at bigint NOT NULL,
    last_at bigint NOT NULL,
    due integer DEFAULT 0 NOT NULL
);
CREATE TABLE test_1.sent_batch (
    batch_id bigint NOT NULL,
    sync text NOT NULL COLLATE pg_catalog."C",
    run_id bigint NOT NULL,
    record_keys text NOT NULL
);
ALTER TABLE test_1.sent_batch ALTER COLUMN batch_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME test_1.sent_batch_batch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE test_1.sync_cursor (
    sync text NOT NULL COLLATE pg_catalog."C",
    org_id text NOT NULL,
    org_name text,
    org_type text,
    object text NOT NULL,
    external_id text NOT NULL,
    cursor_column text,
    cursor_type text,
    cursor_value bigint,
    mapping_version text,
    updated_at bigint NOT NULL
);
CREATE TABLE test_1.sync_lease (
    sync text NOT NULL COLLATE pg_catalog."C",
    owner text NOT NULL,
    acquired_at bigint NOT NULL,
    expires_at bigint NOT NULL
);
CREATE TABLE test_1.sync_plan (
    sync text NOT NULL COLLATE pg_catalog."C",
    plan text NOT NULL,
    org_id text NOT NULL,
    mapping_version text NOT NULL,
    creates bigint NOT NULL,
    updates bigint NOT NULL,
    clears bigint NOT NULL,
    reason text NOT NULL,
    made_at bigint NOT NULL,
    approved_at bigint
);
CREATE TABLE test_1.sync_run (
    run_id bigint NOT NULL,
    sync text NOT NULL COLLATE pg_catalog."C",
    mode text NOT NULL,
    status text NOT NULL,
    started_at bigint NOT NULL,
    ended_at bigint,
    message text,
    rows_read bigint DEFAULT 0 NOT NULL,
    created bigint DEFAULT 0 NOT NULL,
    updated bigint DEFAULT 0 NOT NULL,
    confirmed_on_repeat bigint DEFAULT 0 NOT NULL,
    unchanged bigint DEFAULT 0 NOT NULL,
    rejected bigint DEFAULT 0 NOT NULL,
    still_rejected bigint DEFAULT 0 NOT NULL,
    retry_later bigint DEFAULT 0 NOT NULL,
    invalid bigint DEFAULT 0 NOT NULL,
    duplicate bigint DEFAULT 0 NOT NULL,
    unsent bigint DEFAULT 0 NOT NULL,
    parked_sent bigint DEFAULT 0 NOT NULL,
    parked_confirmed bigint DEFAULT 0 NOT NULL,
    recreated bigint DEFAULT 0 NOT NULL,
    api_calls bigint DEFAULT 0 NOT NULL,
    missing bigint DEFAULT 0 NOT NULL
);
ALTER TABLE test_1.sync_run ALTER COLUMN run_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME test_1.sync_run_run_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE test_1.synced_record (
    record_key text NOT NULL COLLATE pg_catalog."C",
    sync text NOT NULL COLLATE pg_catalog."C",
    fingerprint bytea,
    salesforce_id text,
    sent_at bigint NOT NULL,
    run_id bigint,
    field_hashes bytea
);
INSERT INTO test_1.account_sync_schema VALUES (1, '1', 'state', 'SQL', 'V1__state.sql', -646653161, 'postgres', '2026-11-27 03:45:05.87346', 10, true);
INSERT INTO test_1.account_sync_schema VALUES (2, '2', 'oauth token', 'SQL', 'V2__oauth_token.sql', -906382362, 'postgres', '2026-11-27 03:45:05.890997', 2, true);
INSERT INTO test_1.account_sync_schema VALUES (3, '3', 'sent batch', 'SQL', 'V3__sent_batch.sql', 706768891, 'postgres', '2026-11-27 03:45:05.902481', 7, true);
INSERT INTO test_1.account_sync_schema VALUES (4, '4', 'plans and refreshes', 'SQL', 'V4__plans_and_refreshes.sql', 262342481, 'postgres', '2026-11-27 03:45:05.916855', 7, true);
INSERT INTO test_1.account_sync_schema VALUES (5, '5', 'missing', 'SQL', 'V5__missing.sql', -139184682, 'postgres', '2026-11-27 03:45:05.930574', 1, true);
INSERT INTO test_1.account_sync_schema VALUES (6, '6', 'bulk job', 'SQL', 'V6__bulk_job.sql', 1699544691, 'postgres', '2026-11-27 03:45:05.942565', 1, true);
INSERT INTO test_1.account_sync_schema VALUES (7, '7', 'field hashes', 'SQL', 'V7__field_hashes.sql', -1328844431, 'postgres', '2026-11-27 03:45:05.954421', 0, true);
INSERT INTO test_1.full_refresh VALUES ('broken', 5);
INSERT INTO test_1.oauth_token VALUES ('6a95f8c51b6a44dac3a9adddb7a463233287d46fdc4c4abc746c713b866a5e79', NULL, 0, NULL, NULL);
INSERT INTO test_1.rejected_record VALUES ('refused-5', 'refused', NULL, NULL, NULL, 'invalid', 'TOO_LONG', 'the text has 300 characters and the field holds 255; shorten it at the source or set tooLong: truncate', 'Name', 1, 1795751106562, 1795751106562, 0);
INSERT INTO test_1.rejected_record VALUES ('refused-1', 'refused', '\x58442984c2df0f4cde5548d614507fc4', '{"BillingCity":"Bonn","Customer_Id__c":"refused-1","Name":"Company 1"}', NULL, 'reject', 'FIELD_CUSTOM_VALIDATION_EXCEPTION', 'not so', NULL, 1, 1795751106612, 1795751106612, 0);
INSERT INTO test_1.rejected_record VALUES ('refused-2', 'refused', '\xf640f4cd0d319d2e31250a7a4a573d44', '{"BillingCity":"Bonn","Customer_Id__c":"refused-2","Name":"Company 2"}', NULL, 'reject', 'FIELD_CUSTOM_VALIDATION_EXCEPTION', 'not so', NULL, 1, 1795751106619, 1795751106619, 0);
INSERT INTO test_1.rejected_record VALUES ('refused-3', 'refused', '\xaf89a2fbb1205cff11d2186949f90ddb', '{"BillingCity":"Bonn","Customer_Id__c":"refused-3","Name":"Company 3"}', NULL, 'retry', 'UNABLE_TO_LOCK_ROW', 'not so', NULL, 1, 1795751106631, 1795751106631, 0);
INSERT INTO test_1.rejected_record VALUES ('refused-4', 'refused', '\x4a2068ab98275ac6794a8130f1da2bb6', '{"BillingCity":"Bonn","Customer_Id__c":"refused-4","Name":"Company 4","Parent":{"Customer_Id__c":"not-there"}}', 'not-there', 'later', 'INVALID_FIELD', 'Foreign key external ID: not-there not found for field Customer_Id__c in entity Account', NULL, 1, 1795751106643, 1795751106643, 0);
INSERT INTO test_1.sent_batch OVERRIDING SYSTEM VALUE VALUES (2, 'broken', 5, '["broken-19","broken-2","broken-20","broken-21","broken-22","broken-23","broken-24","broken-25","broken-26","broken-27"]');
INSERT INTO test_1.sync_cursor VALUES ('clean', '00D5g000004UPGREA4', 'Local Org', 'Developer Edition', 'Account', 'Customer_Id__c', 'changed', 'INTEGER', 1030, '1afd6d67493d67ff-81a76305', 1795751106127);
INSERT INTO test_1.sync_cursor VALUES ('refused', '00D5g000004UPGREA4', 'Local Org', 'Developer Edition', 'Account', 'Customer_Id__c', 'changed', 'INTEGER', 1030, '1afd6d67493d67ff-85a023d3', 1795751106646);
INSERT INTO test_1.sync_cursor VALUES ('broken', '00D5g000004UPGREA4', 'Local Org', 'Developer Edition', 'Account', 'Customer_Id__c', 'changed', 'INTEGER', 1030, '1afd6d67493d67ff-b629d8c7', 1795751107083);
INSERT INTO test_1.sync_lease VALUES ('broken', 'vm/e9c56df2-f661-464c-aef1-40412f6a254e-4026531836/15001/87552/5474e1eb-1f1a-41f7-a4e9-85f36453062c', 1795751107691, 1795751167773);
INSERT INTO test_1.sync_plan VALUES ('held', 'd8229503', '00D5g000004UPGREA4', '1afd6d67493d67ff-f0937287', 30, 0, 0, 'This run would create 30 records of Account, and the org has 1 without Customer_Id__c, which may be the same ones. Nothing was sent. Give those that are the same their Customer_Id__c first: account-sync adopt held.', 1795751107405, NULL);
INSERT INTO test_1.sync_run OVERRIDING SYSTEM VALUE VALUES (1, 'clean', 'incremental', 'SUCCEEDED', 1795751105991, 1795751106130, NULL, 30, 30, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6, 0);
INSERT INTO test_1.sync_run OVERRIDING SYSTEM VALUE VALUES (2, 'refused', 'incremental', 'PARTIAL', 1795751106486, 1795751106647, NULL, 30, 25, 0, 0, 0, 2, 0, 2, 1, 0, 0, 0, 0, 0, 7, 0);
INSERT INTO test_1.sync_run OVERRIDING SYSTEM VALUE VALUES (3, 'broken', 'incremental', 'SUCCEEDED', 1795751106970, 1795751107085, NULL, 30, 30, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6, 0);
INSERT INTO test_1.sync_run OVERRIDING SYSTEM VALUE VALUES (4, 'held', 'incremental', 'STOPPED', 1795751107347, 1795751107411, 'This run would create 30 records of Account, and the org has 1 without Customer_Id__c, which may be the same ones. Nothing was sent. Give those that are the same their Customer_Id__c first: account-sync adopt held. If that is right, let it happen with: account-sync approve held d8229503', 30, 0, 0, 0, 0, 0, 0, 0, 0, 0, 30, 0, 0, 0, 3, 0);
INSERT INTO test_1.sync_run OVERRIDING SYSTEM VALUE VALUES (5, 'broken', 'full-refresh', 'RUNNING', 1795751107692, NULL, NULL, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO test_1.synced_record VALUES ('clean-1', 'clean', '\xe701908b7cd0f573dc2267ade481c03d', '0015g0000000001AAA', 1795751106091, 1, '\x363d8d07af53be7b90a0b59954c15cdd6b29ffe2afa40676');
INSERT INTO test_1.synced_record VALUES ('clean-10', 'clean', '\x9588a777bc23eb2679f9cac0016e3b0a', '0015g0000000002AAA', 1795751106091, 1, '\x363d8d07af53be7b28ebef99ab99239944e421e47a0fb9bf');
INSERT INTO test_1.synced_record VALUES ('clean-11', 'clean', '\x96354c026956d42475d7573163975cd2', '0015g0000000003AAA', 1795751106091, 1, '\x363d8d07af53be7b89e9023216059fbee81c75e6b2e2752c');
INSERT INTO test_1.synced_record VALUES ('clean-12', 'clean', '\x6412eea876c504ff8f63e3a9d4006a1a', '0015g0000000004AAA', 1795751106091, 1, '\x363d8d07af53be7bf7cf326f4a9ed45338f990c12b0d0726');
INSERT INTO test_1.synced_record VALUES ('clean-13', 'clean', '\x39ed98a896aef94e1e4a6408542502df', '0015g0000000005AAA', 1795751106091, 1, '\x363d8d07af53be7b67a41cefc186816a21b06544f0d25d3e');
INSERT INTO test_1.synced_record VALUES ('clean-14', 'clean', '\xc4e4bd3321330c18696b5e8de8027c4c', '0015g0000000006AAA', 1795751106091, 1, '\x363d8d07af53be7b7a65b97bd27826a92782a23ec5f78bb1');
INSERT INTO test_1.synced_record VALUES ('clean-15', 'clean', '\x301d435509d678a32c647eaedbc60c74', '0015g0000000007AAA', 1795751106091, 1, '\x363d8d07af53be7b1c36cd94833e23e04ed34c0c6b34043d');
INSERT INTO test_1.synced_record VALUES ('clean-16', 'clean', '\x531daf95c8c7aa36eb3e35bc26d156b1', '0015g0000000008AAA', 1795751106091, 1, '\x363d8d07af53be7bf7c3184b48f06d857a30351a1c288cd7');
INSERT INTO test_1.synced_record VALUES ('clean-17', 'clean', '\xa00deebaa2bd0d7236c86399f0737274', '0015g0000000009AAA', 1795751106091, 1, '\x363d8d07af53be7b5f9dfba14a80dfbf68aec2788d60b1d0');
INSERT INTO test_1.synced_record VALUES ('clean-18', 'clean', '\xc62a7860c679f435ae84a5e3bc577aa0', '0015g000000000AAAQ', 1795751106091, 1, '\x363d8d07af53be7b0737505d31d6e2448afbe1781f072099');
INSERT INTO test_1.synced_record VALUES ('clean-19', 'clean', '\xf99bc34d78621e0764f41dd8ee0693e7', '0015g000000000BAAQ', 1795751106107, 1, '\x363d8d07af53be7b935a95fdc8bae5316c6c597e3bc5158a');
INSERT INTO test_1.synced_record VALUES ('clean-2', 'clean', '\x3988eb20cfc4164cf5bb72af42cfe92d', '0015g000000000CAAQ', 1795751106107, 1, '\x363d8d07af53be7b1beaed9c5dbeeb9207b4df0e8d0344fc');
INSERT INTO test_1.synced_record VALUES ('clean-20', 'clean', '\xad27bc3997564e2f2f5b63b60eb3de04', '0015g000000000DAAQ', 1795751106107, 1, '\x363d8d07af53be7b08a5ef5d41953dde811ce530a9bc884d');
INSERT INTO test_1.synced_record VALUES ('clean-21', 'clean', '\x64a474b0ace9b4348d3e7fb57ba07d34', '0015g000000000EAAQ', 1795751106107, 1, '\x363d8d07af53be7b6ec14d6a4496c32a8897072f9dd9d098');
INSERT INTO test_1.synced_record VALUES ('clean-22', 'clean', '\x28cf73482da14b26dae642678b4be746', '0015g000000000FAAQ', 1795751106107, 1, '\x363d8d07af53be7bfac54c58b2057c71d45a08f63ca9438e');
INSERT INTO test_1.synced_record VALUES ('clean-23', 'clean', '\x3f1d333c5aa39ff63a16dd8db2c8567e', '0015g000000000GAAQ', 1795751106107, 1, '\x363d8d07af53be7b3446500c480727ac4fdd2c6b7c2abf37');
INSERT INTO test_1.synced_record VALUES ('clean-24', 'clean', '\x938be748f9cdf572289ab6d29da7f288', '0015g000000000HAAQ', 1795751106107, 1, '\x363d8d07af53be7b23d97f0e8706bb0d8d23a3fc4a60f509');
INSERT INTO test_1.synced_record VALUES ('clean-25', 'clean', '\x300501b96dd7d224d31f18dbb04a9a6e', '0015g000000000IAAQ', 1795751106107, 1, '\x363d8d07af53be7b7b7e1d3a5eb3cb9b357610141e638255');
INSERT INTO test_1.synced_record VALUES ('clean-26', 'clean', '\x37695c2531d038e2d9139810168fcfb5', '0015g000000000JAAQ', 1795751106107, 1, '\x363d8d07af53be7b0899b6c33ebe7bf5d855b4dd7a8ea171');
INSERT INTO test_1.synced_record VALUES ('clean-27', 'clean', '\x2ba6eed1eebe3150d28b9cfdfefaf14d', '0015g000000000KAAQ', 1795751106107, 1, '\x363d8d07af53be7b9be246c8bdb0474d7167e0a0567e0c07');
INSERT INTO test_1.synced_record VALUES ('clean-28', 'clean', '\x4fcc63a3fb5ca28337729ca90465c279', '0015g000000000LAAQ', 1795751106121, 1, '\x363d8d07af53be7b60267f8384a9dc50624508e323bbe43f');
INSERT INTO test_1.synced_record VALUES ('clean-29', 'clean', '\xe55fdc6b3fec9d2058a225d98cb8f502', '0015g000000000MAAQ', 1795751106121, 1, '\x363d8d07af53be7b0496e612be962da153947d59908bc0f8');
INSERT INTO test_1.synced_record VALUES ('clean-3', 'clean', '\x4c47b80545d06a469fb1e5b58ce0191b', '0015g000000000NAAQ', 1795751106121, 1, '\x363d8d07af53be7b74bafafab8797167a77def63a39b9c34');
INSERT INTO test_1.synced_record VALUES ('clean-30', 'clean', '\x192b85c54ae76e001b2aabb325942333', '0015g000000000OAAQ', 1795751106121, 1, '\x363d8d07af53be7b0e40d79e0ea732960eee9ec092136cf3');
INSERT INTO test_1.synced_record VALUES ('clean-4', 'clean', '\x2841d5eeac62938598e8fb907675fd36', '0015g000000000PAAQ', 1795751106121, 1, '\x363d8d07af53be7b67c0890fb805990ec066090923e75126');
INSERT INTO test_1.synced_record VALUES ('clean-5', 'clean', '\x77ad502f169644c30438f5feb239c682', '0015g000000000QAAQ', 1795751106121, 1, '\x363d8d07af53be7b1661076973b25f80f5575de9a8aa4d91');
INSERT INTO test_1.synced_record VALUES ('clean-6', 'clean', '\x9ee9ffaef3a1a4bbe97ce90b344cfe07', '0015g000000000RAAQ', 1795751106121, 1, '\x363d8d07af53be7be7129fb2b0d3168bd8f52d13cc5da361');
INSERT INTO test_1.synced_record VALUES ('clean-7', 'clean', '\x00a634a1bde9d2dc776a0645a418d2c7', '0015g000000000SAAQ', 1795751106121, 1, '\x363d8d07af53be7bddec7ceb50c2a0420961eb20546ace86');
INSERT INTO test_1.synced_record VALUES ('clean-8', 'clean', '\x99e4cec3d87c6f78a73fa7844c412104', '0015g000000000TAAQ', 1795751106121, 1, '\x363d8d07af53be7b2d47053694b9edc5d8c51f5dd766cba4');
INSERT INTO test_1.synced_record VALUES ('clean-9', 'clean', '\x480f0c7158a2e5b87a35e991654a801c', '0015g000000000UAAQ', 1795751106121, 1, '\x363d8d07af53be7b6dea7286a9ad5f7c2f6746a19067336f');
INSERT INTO test_1.synced_record VALUES ('refused-10', 'refused', '\xcd6fc4973fd5cda4a3eba9bfe79b8d4e', '0015g000000000VAAQ', 1795751106611, 2, '\x363d8d07af53be7b09024e111273558f44e421e47a0fb9bf');
INSERT INTO test_1.synced_record VALUES ('refused-11', 'refused', '\xc84e051ce5ea5fba85f8add77156e2e8', '0015g000000000WAAQ', 1795751106611, 2, '\x363d8d07af53be7bba56522d8df79ba6e81c75e6b2e2752c');
INSERT INTO test_1.synced_record VALUES ('refused-12', 'refused', '\xd4653573a97905abef1cdca120033e7f', '0015g000000000XAAQ', 1795751106611, 2, '\x363d8d07af53be7b270e8e68442a33ba38f990c12b0d0726');
INSERT INTO test_1.synced_record VALUES ('refused-13', 'refused', '\x38cfae7866a15bda3101396422e7c5e8', '0015g000000000YAAQ', 1795751106611, 2, '\x363d8d07af53be7bcaff75477eb5858021b06544f0d25d3e');
INSERT INTO test_1.synced_record VALUES ('refused-14', 'refused', '\x77b0e214eb238632cabdfe56385659df', '0015g000000000ZAAQ', 1795751106611, 2, '\x363d8d07af53be7b9bd65d29a9405d202782a23ec5f78bb1');
INSERT INTO test_1.synced_record VALUES ('refused-15', 'refused', '\x7ebcf867f179a32e27e3ee989093dbdd', '0015g000000000aAAA', 1795751106611, 2, '\x363d8d07af53be7b9545eac616a19c084ed34c0c6b34043d');
INSERT INTO test_1.synced_record VALUES ('refused-16', 'refused', '\xb6a0c33cd390af501135fe1fb46e1a47', '0015g000000000bAAA', 1795751106611, 2, '\x363d8d07af53be7b1d9d3d3418baa9157a30351a1c288cd7');
INSERT INTO test_1.synced_record VALUES ('refused-17', 'refused', '\x18f1737cfe170cc39969b45c69f576b6', '0015g000000000cAAA', 1795751106611, 2, '\x363d8d07af53be7b11ecac9a1b253d5368aec2788d60b1d0');
INSERT INTO test_1.synced_record VALUES ('refused-18', 'refused', '\xf124d82124ded482741924f92e90a5a1', '0015g000000000dAAA', 1795751106611, 2, '\x363d8d07af53be7b647034a02519efe88afbe1781f072099');
INSERT INTO test_1.synced_record VALUES ('refused-19', 'refused', '\xfb97832d91c2a508a2645a574eb58692', '0015g000000000eAAA', 1795751106619, 2, '\x363d8d07af53be7bbd944e654046b8d56c6c597e3bc5158a');
INSERT INTO test_1.synced_record VALUES ('refused-20', 'refused', '\x056d56fcc69dc1eda450355c17ce5447', '0015g000000000fAAA', 1795751106619, 2, '\x363d8d07af53be7b7d1339da03697307811ce530a9bc884d');
INSERT INTO test_1.synced_record VALUES ('refused-21', 'refused', '\xb220955a3f1449edfbafe3a856737517', '0015g000000000gAAA', 1795751106619, 2, '\x363d8d07af53be7bd5159d9b75bcce588897072f9dd9d098');
INSERT INTO test_1.synced_record VALUES ('refused-22', 'refused', '\x1298799ee6339e0030ea7282ad55bddc', '0015g000000000hAAA', 1795751106619, 2, '\x363d8d07af53be7b94f7d59765efefb0d45a08f63ca9438e');
INSERT INTO test_1.synced_record VALUES ('refused-23', 'refused', '\x5440e992138f99ae633ecd653996e698', '0015g000000000iAAA', 1795751106619, 2, '\x363d8d07af53be7bf180858df1cb31434fdd2c6b7c2abf37');
INSERT INTO test_1.synced_record VALUES ('refused-24', 'refused', '\xc0ab168743d90ae7af123a90078afdf9', '0015g000000000jAAA', 1795751106619, 2, '\x363d8d07af53be7b610417b5f7b967248d23a3fc4a60f509');
INSERT INTO test_1.synced_record VALUES ('refused-25', 'refused', '\xabfdf35c33c5e9c4bfc38d3b0ef7d63a', '0015g000000000kAAA', 1795751106619, 2, '\x363d8d07af53be7b8f32e82f59e78ddd357610141e638255');
INSERT INTO test_1.synced_record VALUES ('refused-26', 'refused', '\xb3423b28ba22c778dcc089799d1887c7', '0015g000000000lAAA', 1795751106619, 2, '\x363d8d07af53be7b327ebafcb829c341d855b4dd7a8ea171');
INSERT INTO test_1.synced_record VALUES ('refused-27', 'refused', '\x924d5fdb1d438f30e844d01bc8b6dfb5', '0015g000000000mAAA', 1795751106619, 2, '\x363d8d07af53be7bb88b58c188bf4a7a7167e0a0567e0c07');
INSERT INTO test_1.synced_record VALUES ('refused-28', 'refused', '\xf6c81a8e92186ea2aa62173e076642ed', '0015g000000000nAAA', 1795751106630, 2, '\x363d8d07af53be7bbfe4895eb7331cc3624508e323bbe43f');
INSERT INTO test_1.synced_record VALUES ('refused-29', 'refused', '\x9a54d36702421001be662c5bae94ad83', '0015g000000000oAAA', 1795751106630, 2, '\x363d8d07af53be7b68d72d27926e4ca953947d59908bc0f8');
INSERT INTO test_1.synced_record VALUES ('refused-30', 'refused', '\x7c4be3652bc39f326016a96a37dd70e7', '0015g000000000pAAA', 1795751106630, 2, '\x363d8d07af53be7b4e297d44dff870b60eee9ec092136cf3');
INSERT INTO test_1.synced_record VALUES ('refused-6', 'refused', '\x73c4e1801061258e58e40e65532021b7', '0015g000000000qAAA', 1795751106630, 2, '\x363d8d07af53be7b8ac3c1f403a7beecd8f52d13cc5da361');
INSERT INTO test_1.synced_record VALUES ('refused-7', 'refused', '\x95b88136f2da8f016358e324b3610026', '0015g000000000rAAA', 1795751106630, 2, '\x363d8d07af53be7b84b6186bfc109d0b0961eb20546ace86');
INSERT INTO test_1.synced_record VALUES ('refused-8', 'refused', '\x3070760dd33669ffad22551ed224d755', '0015g000000000sAAA', 1795751106630, 2, '\x363d8d07af53be7b8cbc04e41de22ea5d8c51f5dd766cba4');
INSERT INTO test_1.synced_record VALUES ('refused-9', 'refused', '\x2be46aa9a68f2f874d6b77499f0b43e3', '0015g000000000tAAA', 1795751106630, 2, '\x363d8d07af53be7bf3799e91ea7346092f6746a19067336f');
INSERT INTO test_1.synced_record VALUES ('broken-19', 'broken', '\x50b7423daa127ffe0e21f90ba5e69e90', '0015g0000000014AAA', 1795751107060, 3, '\x363d8d07af53be7bf828332fe7577f9e6c6c597e3bc5158a');
INSERT INTO test_1.synced_record VALUES ('broken-2', 'broken', '\x3a241a1e134725a275d28da5f7148527', '0015g0000000015AAA', 1795751107060, 3, '\x363d8d07af53be7b4709675bf1cf9b6c07b4df0e8d0344fc');
INSERT INTO test_1.synced_record VALUES ('broken-20', 'broken', '\x10b5347c09159149af42c88476142514', '0015g0000000016AAA', 1795751107060, 3, '\x363d8d07af53be7bca3eae59ab017757811ce530a9bc884d');
INSERT INTO test_1.synced_record VALUES ('broken-21', 'broken', '\xa90b5a035346dbd71bc933ebcf8962ca', '0015g0000000017AAA', 1795751107060, 3, '\x363d8d07af53be7b61cc5d3f1fa3980e8897072f9dd9d098');
INSERT INTO test_1.synced_record VALUES ('broken-22', 'broken', '\xb3b5c8142df59a53ad0b3cb94dbb8a87', '0015g0000000018AAA', 1795751107060, 3, '\x363d8d07af53be7b6a7046b17e0b3b2ad45a08f63ca9438e');
INSERT INTO test_1.synced_record VALUES ('broken-23', 'broken', '\x14c5e5ec1d50259e80a5453584aa6cbe', '0015g0000000019AAA', 1795751107060, 3, '\x363d8d07af53be7b0b74ec695b55d4994fdd2c6b7c2abf37');
INSERT INTO test_1.synced_record VALUES ('broken-24', 'broken', '\x5804ee9db29d67b69e229500b50ff378', '0015g000000001AAAQ', 1795751107060, 3, '\x363d8d07af53be7ba844db1270e9136c8d23a3fc4a60f509');
INSERT INTO test_1.synced_record VALUES ('broken-25', 'broken', '\x23f96df8c1c1378c93a713099e09f1eb', '0015g000000001BAAQ', 1795751107060, 3, '\x363d8d07af53be7bbc37aaff863e1b63357610141e638255');
INSERT INTO test_1.synced_record VALUES ('broken-26', 'broken', '\x3e3c97b22945e2fd2dbdfeff26458310', '0015g000000001CAAQ', 1795751107060, 3, '\x363d8d07af53be7b7f4e7ad47ab70377d855b4dd7a8ea171');
INSERT INTO test_1.synced_record VALUES ('broken-27', 'broken', '\xa04c7c3931d8a6a260a8f53a233b7955', '0015g000000001DAAQ', 1795751107060, 3, '\x363d8d07af53be7ba5dc8bd08681ee4b7167e0a0567e0c07');
INSERT INTO test_1.synced_record VALUES ('broken-28', 'broken', '\x7acb2739ab8217c78b4f48fab270e85f', '0015g000000001EAAQ', 1795751107075, 3, '\x363d8d07af53be7b7e91fc80f5aa589e624508e323bbe43f');
INSERT INTO test_1.synced_record VALUES ('broken-29', 'broken', '\xde07a1d83c20c62b19e303a14102c1c5', '0015g000000001FAAQ', 1795751107075, 3, '\x363d8d07af53be7b5d15605292ff122353947d59908bc0f8');
INSERT INTO test_1.synced_record VALUES ('broken-3', 'broken', '\x00e49c4fff4d9e4837fa764bc6bffbcb', '0015g000000001GAAQ', 1795751107075, 3, '\x363d8d07af53be7b69936b4ee76a653ca77def63a39b9c34');
INSERT INTO test_1.synced_record VALUES ('broken-30', 'broken', '\x84a85756d32db22c4b6a340d16fb3c70', '0015g000000001HAAQ', 1795751107075, 3, '\x363d8d07af53be7b83b36e2bdf23fef70eee9ec092136cf3');
INSERT INTO test_1.synced_record VALUES ('broken-4', 'broken', '\x3b223a00cc4df601bc130dfa02a0e73e', '0015g000000001IAAQ', 1795751107075, 3, '\x363d8d07af53be7bfb4cd98833a0a674c066090923e75126');
INSERT INTO test_1.synced_record VALUES ('broken-5', 'broken', '\xecd5ba4a661f49d32c7929b5ebf6d3dc', '0015g000000001JAAQ', 1795751107075, 3, '\x363d8d07af53be7bbbf96f24dedba1bbf5575de9a8aa4d91');
INSERT INTO test_1.synced_record VALUES ('broken-6', 'broken', '\x962e76ee3f962117bba30e38857584f2', '0015g000000001KAAQ', 1795751107075, 3, '\x363d8d07af53be7bf374f93fc8638f5dd8f52d13cc5da361');
INSERT INTO test_1.synced_record VALUES ('broken-7', 'broken', '\xc1694846ab7c62b883a2e113d0eb7ce5', '0015g000000001LAAQ', 1795751107075, 3, '\x363d8d07af53be7bac0528ec21686f580961eb20546ace86');
INSERT INTO test_1.synced_record VALUES ('broken-8', 'broken', '\xd9da2e354e10ded0e377c014695d88bb', '0015g000000001MAAQ', 1795751107075, 3, '\x363d8d07af53be7b80a82695847fe07ad8c51f5dd766cba4');
INSERT INTO test_1.synced_record VALUES ('broken-9', 'broken', '\xcffc2f9365fc50e2a1cda24fc2f79205', '0015g000000001NAAQ', 1795751107075, 3, '\x363d8d07af53be7b56b5a4a1e91f65be2f6746a19067336f');
INSERT INTO test_1.synced_record VALUES ('broken-1', 'broken', '\x1835d4d328914986c64ec567a283f99e', '0015g000000000uAAA', 1795751107769, 5, '\x363d8d07af53be7ba2db515d40f9816d6b29ffe2afa40676');
INSERT INTO test_1.synced_record VALUES ('broken-10', 'broken', '\xbd2d2bef0226f3c1d2aaf320fbab1074', '0015g000000000vAAA', 1795751107769, 5, '\x363d8d07af53be7baaa485614ed6f3f644e421e47a0fb9bf');
INSERT INTO test_1.synced_record VALUES ('broken-11', 'broken', '\x7dd94814898cd7a6b9461133881dad6c', '0015g000000000wAAA', 1795751107769, 5, '\x363d8d07af53be7b919a3cc46f9a4761e81c75e6b2e2752c');
INSERT INTO test_1.synced_record VALUES ('broken-12', 'broken', '\x99dc251df9fd809319ab99bfca6d357c', '0015g000000000xAAA', 1795751107769, 5, '\x363d8d07af53be7b2d805f498a39b96738f990c12b0d0726');
INSERT INTO test_1.synced_record VALUES ('broken-13', 'broken', '\x9697f8869574e3a438a103fd2aa3aed3', '0015g000000000yAAA', 1795751107769, 5, '\x363d8d07af53be7bdc9e0be27f3ac7c921b06544f0d25d3e');
INSERT INTO test_1.synced_record VALUES ('broken-14', 'broken', '\xe18f5b8f2e552ffa48d01878b6442542', '0015g000000000zAAA', 1795751107769, 5, '\x363d8d07af53be7b7959cd3115f917412782a23ec5f78bb1');
INSERT INTO test_1.synced_record VALUES ('broken-15', 'broken', '\x46952933a3ce1638f3dda1af1cc96c1b', '0015g0000000010AAA', 1795751107769, 5, '\x363d8d07af53be7be29e80e682ce519a4ed34c0c6b34043d');
INSERT INTO test_1.synced_record VALUES ('broken-16', 'broken', '\x319b90d94acfe8f3d5fc14aae55b9047', '0015g0000000011AAA', 1795751107769, 5, '\x363d8d07af53be7bdcb95e80a49eb4907a30351a1c288cd7');
INSERT INTO test_1.synced_record VALUES ('broken-17', 'broken', '\x7cff0d1fe1ded6d6a2cca0e9183778c8', '0015g0000000012AAA', 1795751107769, 5, '\x363d8d07af53be7bd843c9594db1fcb168aec2788d60b1d0');
INSERT INTO test_1.synced_record VALUES ('broken-18', 'broken', '\x008642791ad3d90734a269915d021b01', '0015g0000000013AAA', 1795751107769, 5, '\x363d8d07af53be7bedbcd33c3d06a4718afbe1781f072099');
SELECT pg_catalog.setval('test_1.sent_batch_batch_id_seq', 2, true);
SELECT pg_catalog.setval('test_1.sync_run_run_id_seq', 5, true);
ALTER TABLE ONLY test_1.account_sync_schema
    ADD CONSTRAINT account_sync_schema_pk PRIMARY KEY (installed_rank);
ALTER TABLE ONLY test_1.bulk_job
    ADD CONSTRAINT bulk_job_pkey PRIMARY KEY (job_id);
ALTER TABLE ONLY test_1.full_refresh
    ADD CONSTRAINT full_refresh_pkey PRIMARY KEY (sync);
ALTER TABLE ONLY test_1.oauth_token
    ADD CONSTRAINT oauth_token_pkey PRIMARY KEY (chain);
ALTER TABLE ONLY test_1.rejected_record
    ADD CONSTRAINT rejected_record_pkey PRIMARY KEY (record_key, sync);
ALTER TABLE ONLY test_1.sent_batch
    ADD CONSTRAINT sent_batch_pkey PRIMARY KEY (batch_id);
ALTER TABLE ONLY test_1.sync_cursor
    ADD CONSTRAINT sync_cursor_pkey PRIMARY KEY (sync);
ALTER TABLE ONLY test_1.sync_lease
    ADD CONSTRAINT sync_lease_pkey PRIMARY KEY (sync);
ALTER TABLE ONLY test_1.sync_plan
    ADD CONSTRAINT sync_plan_pkey PRIMARY KEY (sync);
ALTER TABLE ONLY test_1.sync_run
    ADD CONSTRAINT sync_run_pkey PRIMARY KEY (run_id);
ALTER TABLE ONLY test_1.synced_record
    ADD CONSTRAINT synced_record_pkey PRIMARY KEY (record_key, sync);
CREATE INDEX account_sync_schema_s_idx ON test_1.account_sync_schema USING btree (success);
CREATE INDEX bulk_job_by_sync ON test_1.bulk_job USING btree (sync, ended_at);
CREATE INDEX sent_batch_by_sync ON test_1.sent_batch USING btree (sync);
CREATE INDEX sync_run_by_sync ON test_1.sync_run USING btree (sync, run_id);
