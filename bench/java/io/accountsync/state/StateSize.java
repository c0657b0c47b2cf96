package io.accountsync.state;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;
import org.springframework.jdbc.core.JdbcTemplate;

/** How many bytes a record takes in the tables that grow with the records, in both databases, filled by the classes that fill them in a run. */
public final class StateSize {
    private static final String LINE = "%-11s %-16s %12s %9s%n";
    private static final int BATCH = 200;

    private StateSize() {}

    /** Fills a state of each kind and prints the table. */
    public static void print(int records) throws Exception {
        System.out.printf(LINE, "state", "table", "bytes", "a record");
        for (TestDatabase kind : TestDatabase.values()) {
            Path directory = Files.createTempDirectory("account-sync-bench-");
            try (TestState state = kind.empty(directory)) {
                StateDatabase database = state.open();
                JdbcTemplate sql = state.sql();
                LongSupplier size = kind == TestDatabase.SQLITE
                        ? () -> sql.queryForObject(
                                "select page_count * page_size from pragma_page_count, pragma_page_size", Long.class)
                        : () -> sql.queryForObject(
                                "select sum(pg_total_relation_size(oid))::bigint from pg_class where relkind = 'r' and"
                                        + " relnamespace = '" + state.schema() + "'::regnamespace",
                                Long.class);
                SyncedRecords synced = new SyncedRecords(database, "accounts");
                SourceVersions versions = new SourceVersions(database, "accounts");
                RecordClaims claims = new RecordClaims(database, "accounts", "accounts+1");
                report(kind, "synced_record", records, size, database, keys -> synced.confirm(records(keys), 1));
                report(
                        kind,
                        "source_version",
                        records,
                        size,
                        database,
                        keys -> versions.keep("kafka:customers/0", versions(keys)));
                report(kind, "record_claim", records, size, database, claims::take);
            }
        }
    }

    private interface Filling {
        void fill(List<String> keys);
    }

    /** In batches and in an order of keys that is none, as changes come. */
    private static void report(
            TestDatabase kind, String table, int records, LongSupplier size, StateDatabase database, Filling filling) {
        List<String> keys = new ArrayList<>(records);
        for (int i = 0; i < records; i++) {
            keys.add(String.format("C-%09d", i));
        }
        java.util.Collections.shuffle(keys, new Random(1));
        long before = size.getAsLong();
        for (int from = 0; from < records; from += BATCH) {
            List<String> batch = keys.subList(from, Math.min(records, from + BATCH));
            database.atomically(() -> filling.fill(batch));
        }
        long bytes = size.getAsLong() - before;
        System.out.printf(
                Locale.ROOT,
                LINE,
                kind.name().toLowerCase(Locale.ROOT),
                table,
                bytes,
                Math.round(1.0 * bytes / records));
    }

    private static List<SyncedRecord> records(List<String> keys) {
        List<SyncedRecord> records = new ArrayList<>(keys.size());
        for (String key : keys) {
            byte[] fingerprint = new byte[16];
            new Random(key.hashCode()).nextBytes(fingerprint);
            records.add(new SyncedRecord(key, fingerprint, "001I1" + key.substring(2) + "IAA"));
        }
        return records;
    }

    private static Map<String, Long> versions(List<String> keys) {
        Map<String, Long> versions = new HashMap<>();
        keys.forEach(key -> versions.put(key, 5_000_000_000L + key.hashCode()));
        return versions;
    }
}
