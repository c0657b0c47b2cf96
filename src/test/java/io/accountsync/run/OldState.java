package io.accountsync.run;

import static io.accountsync.run.TestSync.row;
import static org.awaitility.Awaitility.await;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.fault.Fault;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.run.sync.RunMode;
import io.accountsync.state.TestPostgres;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Four syncs whose state is kept as test data, as versions of the jar left it: {@code clean}, {@code refused} with records
 * parked in each way, {@code broken} whose process died in the middle of a full refresh, and {@code held}, which waits for
 * an approval. {@link #main} makes such data with the classes that it runs with; {@link UpgradeTest} takes it over.
 */
final class OldState {
    static final String ORG_ID = "00D5g000004UPGREA4";
    static final List<String> SYNCS = List.of("clean", "refused", "broken", "held");

    private OldState() {}

    /** The org that the state is about, with nothing in it. */
    static LocalOrg org() {
        return LocalOrg.start(LocalOrgOptions.builder().orgId(ORG_ID).build());
    }

    /** One of the syncs, with its rows. */
    static TestSync start(LocalOrg org, Path directory, String sync, String... settings) {
        String file = (TestSync.ACCOUNTS_WITH_CURSOR + TestSync.ROWS)
                .replace("name: accounts", "name: " + sync)
                .replace("id: accounts", "id: " + sync);
        List<String> keys =
                new ArrayList<>(List.of("sync.send", "changed", "sync.batch-size", "10", "sync.in-flight", "1"));
        keys.addAll(List.of(settings));
        return TestSync.startFile(org, directory, file, keys.toArray(String[]::new))
                .rows(rows(sync));
    }

    /** What the source of a sync has. */
    static List<Map<String, Object>> rows(String sync) {
        return IntStream.rangeClosed(1, 30)
                .mapToObj(i -> row("id", sync + "-" + i, "name", "Company " + i, "city", "Bonn", "changed", 1000 + i))
                .map(row -> sync.equals("refused") ? refused(row) : row)
                .toList();
    }

    private static Map<String, Object> refused(Map<String, Object> row) {
        if (row.get("id").equals("refused-4")) {
            row.put("parent", "not-there");
        } else if (row.get("id").equals("refused-5")) {
            row.put("name", "x".repeat(300));
        }
        return row;
    }

    /** Writes the state of these four syncs as the classes here make it: arguments are a directory and a name. */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        String name = arguments[1];
        Path file = directory.resolve("sqlite");
        make(file, () -> {
            Path copy = directory.resolve(name + ".db");
            sql("jdbc:sqlite:" + file.resolve("state.db")).execute("vacuum into '" + copy + "'");
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(directory.resolve(name + ".db.gz")))) {
                Files.copy(copy, out);
            }
        });
        String schema = TestPostgres.shared().newSchema();
        String url = TestPostgres.shared().url(schema);
        make(
                directory.resolve("postgres"),
                () -> new ProcessBuilder(
                                "pg_dump",
                                "--dbname=" + url.replaceFirst("jdbc:", "").replaceFirst("\\?.*", "?user=postgres"),
                                "--schema=" + schema,
                                "--inserts",
                                "--no-owner",
                                "--file=" + directory.resolve(name + ".sql"))
                        .inheritIO()
                        .start()
                        .waitFor(),
                "state.url",
                url,
                "state.username",
                "postgres");
        System.exit(0);
    }

    private interface Copy {
        void take() throws Exception;
    }

    private static void make(Path directory, Copy copy, String... state) throws Exception {
        try (LocalOrg org = org()) {
            refuse(org, "refused-1", "FIELD_CUSTOM_VALIDATION_EXCEPTION");
            refuse(org, "refused-2", "FIELD_CUSTOM_VALIDATION_EXCEPTION");
            refuse(org, "refused-3", "UNABLE_TO_LOCK_ROW");
            for (String sync : SYNCS) {
                if (sync.equals("held")) {
                    org.insert("Account", Map.of("Name", "Without a key"));
                }
                try (TestSync first = start(org, directory, sync, with(state, "sync.retries", "0"))) {
                    System.out.println(
                            sync + " " + first.run(sync, RunMode.INCREMENTAL).status());
                }
            }
            try (TestSync broken = start(org, directory, "broken", state)) {
                Fault hang =
                        org.faults().add(FaultMatch.on(CallKind.COLLECTIONS).from(2), FaultAction.hang());
                CompletableFuture.supplyAsync(() -> broken.run("broken", RunMode.FULL_REFRESH));
                await().until(() -> hang.waiting() == 1);
                copy.take();
                hang.remove();
            }
        }
    }

    private static void refuse(LocalOrg org, String key, String code) {
        org.faults().add(FaultMatch.on(CallKind.COLLECTIONS).withKey(key), FaultAction.rejectRecord(code, "not so"));
    }

    private static String[] with(String[] state, String... more) {
        List<String> all = new ArrayList<>(List.of(state));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static JdbcTemplate sql(String url) {
        return new JdbcTemplate(new DriverManagerDataSource(url, "postgres", ""));
    }
}
