package io.accountsync.bench;

import io.accountsync.source.TestMariaDb;
import io.accountsync.state.TestPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A run of the real jar over each database that can be had, at 256 MB of heap: every row is read, mapped and written to the change
 * set, and one record is sent. Wall time, CPU and peak memory of the process. Argument: rows.
 */
public final class SourcesBench {
    private static final String SYNC =
            """
            - beans:
                - name: customers
                  type: io.accountsync.mapping.SyncDefinition
                  properties:
                    object: Account
                    externalId: Customer_Id__c
                    fields:
                      Customer_Id__c: "${body[id]}"
                      Name: "${body[name]}"
                      Description: "${body[notes]}"
            - route:
                id: customers-source
                from:
                  uri: direct:customers-source
                  steps:
                    - to:
                        uri: sql
                        parameters:
                          query: select id, name, notes from customers
                          dataSource: "#source"
                          outputType: StreamList
            """;

    /** The numbers from 1 to the one at %d, as a table n(i). */
    private static final Map<String, String> NUMBERS = new LinkedHashMap<>();

    static {
        NUMBERS.put("postgresql", "generate_series(1, %d) n(i)");
        NUMBERS.put("mariadb", "(select seq as i from seq_1_to_%d) n");
        NUMBERS.put("mysql", "(select seq as i from seq_1_to_%d) n");
        NUMBERS.put("duckdb", "range(1, %d + 1) n(i)");
        NUMBERS.put("h2", "system_range(1, %d) n(i)");
        NUMBERS.put(
                "sqlite",
                "(with recursive c(i) as (select 1 union all select i + 1 from c where i < %d) select i from c) n");
    }

    private SourcesBench() {}

    public static void main(String[] args) throws Exception {
        int rows = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        Path lib = Files.createTempDirectory("account-sync-lib-");
        for (String jar : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path file = Path.of(jar);
            if (file.getFileName()
                    .toString()
                    .matches("(mariadb-java-client|mysql-connector-j|duckdb_jdbc|h2)-.*\\.jar")) {
                Files.copy(file, lib.resolve(file.getFileName()));
            }
        }
        try (OrgProcess org = new OrgProcess(Path.of("target/account-sync.jar").toAbsolutePath(), 0)) {
            System.out.printf("%-11s %9s %7s %7s %7s  %s%n", "database", "rows", "wall s", "cpu s", "rss MB", "status");
            for (String database : NUMBERS.keySet()) {
                measure(database, rows, org, lib);
            }
        }
        System.exit(0);
    }

    private static void measure(String database, int rows, OrgProcess org, Path lib) throws Exception {
        Path directory = Files.createTempDirectory("account-sync-bench-");
        String url = url(database, directory);
        fill(url, NUMBERS.get(database).formatted(rows));
        Files.writeString(Files.createDirectory(directory.resolve("routes")).resolve("customers.camel.yaml"), SYNC);
        List<String> command = new ArrayList<>(List.of("env", "SOURCE_URL=" + url, "ACCOUNT_SYNC_LIB=" + lib));
        org.environment().forEach((name, value) -> command.add(name + "=" + value));
        command.addAll(List.of("java", "-Xmx256m", "-XX:+UseSerialGC", "-jar"));
        command.addAll(
                List.of(Path.of("target/account-sync.jar").toAbsolutePath().toString(), "run", "--limit", "1"));
        Measured measured = Measured.run(command, directory);
        System.out.printf(
                Locale.ROOT,
                "%-11s %9d %7.1f %7.1f %7d  %s%n",
                database,
                rows,
                measured.wallMillis() / 1000.0,
                measured.cpuMillis() / 1000.0,
                measured.peakRssKilobytes() / 1024,
                measured.output().lines().findFirst().orElse("exit code " + measured.exitCode()));
    }

    private static String url(String database, Path directory) throws IOException {
        return switch (database) {
            case "postgresql" -> TestPostgres.shared().newDatabase();
            case "mariadb", "mysql" -> TestMariaDb.shared().newDatabase(database);
            default -> "jdbc:" + database + ":" + directory.resolve("source");
        };
    }

    private static void fill(String url, String numbers) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("create table customers as select i as id, concat('Company ', i) as name, "
                    + "concat('Notes on customer ', i, ': the quick brown fox jumps over the lazy dog and on it goes') as notes from "
                    + numbers);
        }
    }
}
