package io.accountsync.bench;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Adopt, plan, run and reconcile at {@code -Xmx256m}: an org that has some of the source's companies already, under other
 * spellings and without External ID. Arguments: records of the org, rows of the source, of which half can be matched by
 * their web address and all by name and city.
 */
public final class FirstRunBench {
    private static final String SYNC_FILE =
            """
            - beans:
                - name: accounts
                  type: io.accountsync.mapping.SyncDefinition
                  properties:
                    object: Account
                    externalId: Customer_Id__c
                    match: Website domain, Name + BillingCity
                    fields:
                      Customer_Id__c: "${body[id]}"
                      Name: "${body[name]}"
                      BillingCity: "${body[city]}"
                      Website: "${body[site]}"
            - route:
                id: accounts-source
                from:
                  uri: direct
                  parameters:
                    name: accounts-source
                  steps:
                    - to:
                        uri: sql
                        parameters:
                          query: "select id, name, city, site from customers"
                          dataSource: "#source"
                          outputType: StreamList
            """;

    private FirstRunBench() {}

    public static void main(String[] args) throws Exception {
        int records = args.length > 0 ? Integer.parseInt(args[0]) : 300_000;
        int rows = args.length > 1 ? Integer.parseInt(args[1]) : 2_000_000;
        Path directory = Files.createTempDirectory("account-sync-bench-");
        syncFile(directory);
        makeSource(directory.resolve("source.db"), rows);
        try (LocalOrg org = LocalOrg.start(
                LocalOrgOptions.builder().dailyApiLimit(10_000_000).build())) {
            for (int i = 0; i < records; i++) {
                org.insert(
                        "Account",
                        Map.of(
                                "Name", "Company number " + i + " GmbH",
                                "BillingCity", "City " + i % 1000,
                                "Website", "https://www.company" + i + ".example/"));
            }
            System.out.printf("%-48s %9s %9s %9s %5s%n", "command", "wall s", "cpu s", "rss MB", "exit");
            for (String command : List.of(
                    "adopt",
                    "adopt --apply adopt-accounts.csv",
                    "plan --limit 0",
                    "run",
                    "plan --full-refresh --limit 0",
                    "reconcile --limit 0")) {
                run(org, directory, command);
            }
        }
    }

    static void syncFile(Path directory) throws IOException {
        Files.writeString(
                Files.createDirectories(directory.resolve("routes")).resolve("accounts.camel.yaml"), SYNC_FILE);
    }

    /** A command in a process of its own, as the launcher starts it. */
    static Measured measured(LocalOrg org, Path directory, Path source, Path jar, String arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("env"));
        Map.of(
                        "SALESFORCE_LOGIN_URL", org.baseUrl(),
                        "SALESFORCE_CLIENT_ID", org.clientId(),
                        "SALESFORCE_CLIENT_SECRET", org.clientSecret(),
                        "SALESFORCE_REFRESH_TOKEN", org.refreshToken(),
                        "SOURCE_URL", "jdbc:sqlite:" + source)
                .forEach((name, value) -> command.add(name + "=" + value));
        command.addAll(SyncProcess.java(jar.toAbsolutePath()));
        command.addAll(List.of(arguments.split(" ")));
        return Measured.run(command, directory);
    }

    private static void run(LocalOrg org, Path directory, String arguments) throws Exception {
        Measured measured = measured(
                org,
                directory,
                directory.resolve("source.db"),
                Path.of(System.getProperty("bench.jar", "target/account-sync.jar")),
                arguments);
        System.out.printf(
                Locale.ROOT,
                "%-48s %9.1f %9.1f %9d %5d%n",
                arguments,
                measured.wallMillis() / 1000.0,
                measured.cpuMillis() / 1000.0,
                measured.peakRssKilobytes() / 1024,
                measured.exitCode());
        measured.output().lines().forEach(line -> System.out.println("    " + line));
    }

    static void makeSource(Path file, int rows) throws Exception {
        try (Connection connection =
                DriverManager.getConnection("jdbc:sqlite:" + file + "?journal_mode=OFF&synchronous=OFF")) {
            connection
                    .createStatement()
                    .execute("create table customers (id integer primary key, name text, city text, site text)");
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement("insert into customers values (?, ?, ?, ?)")) {
                for (int i = 0; i < rows; i++) {
                    insert.setInt(1, i);
                    insert.setString(2, "COMPANY Number " + i);
                    insert.setString(3, "city " + i % 1000);
                    insert.setString(4, i % 2 == 0 ? "company" + i + ".example" : null);
                    insert.addBatch();
                    if (i % 10_000 == 0) {
                        insert.executeBatch();
                    }
                }
                insert.executeBatch();
            }
            connection.commit();
        }
    }
}
