package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.config.Settings;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.run.send.bulk.BulkJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A sync of a small table whose process is ended where it hurts, and what must hold when it has been started again. */
final class CrashedSync implements AutoCloseable {
    static final String SYNC_FILE =
            """
            - beans:
                - name: accounts
                  type: io.accountsync.mapping.SyncDefinition
                  properties:
                    object: Account
                    externalId: Customer_Id__c
                    cursor: changed
                    cursorType: integer
                    fields:
                      Customer_Id__c: "${body[id]}"
                      Name: "${body[name]}"
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
                          query: "select id, name, changed from customers where changed >= :#${variable.since}"
                          dataSource: "#source"
                          outputType: StreamList
            """;

    private final Path directory;
    private final Map<String, String> keys = new HashMap<>();
    private final JdbcTemplate source;
    private final Jar jar;
    private final LocalOrg org;
    private long changes;

    CrashedSync(Path directory, Map<String, String> state, LocalOrgOptions options) {
        this(directory, state, options, "jdbc:sqlite:" + directory.resolve("source.db"));
    }

    /** @param rows the database of the rows, with the user in the address where it needs one */
    CrashedSync(Path directory, Map<String, String> state, LocalOrgOptions options, String rows) {
        this.directory = directory;
        this.org = LocalOrg.start(options);
        this.jar = new Jar(directory);
        keys.putAll(state);
        keys.put("salesforce.login-url", org.baseUrl());
        keys.put("salesforce.client-id", org.clientId());
        keys.put("salesforce.client-secret", org.clientSecret());
        keys.put("salesforce.refresh-token", org.refreshToken());
        keys.put("source.url", rows);
        keys.put("sync.batch-size", "10");
        keys.put("sync.overlap-steps", "0");
        source = new JdbcTemplate(new DriverManagerDataSource(keys.get("source.url")));
        source.execute("create table customers (id integer primary key, name text not null, changed integer not null)");
        try {
            Files.createDirectories(directory.resolve("routes"));
            Files.writeString(directory.resolve("routes/accounts.camel.yaml"), SYNC_FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LocalOrg org() {
        return org;
    }

    Map<String, String> keys() {
        return keys;
    }

    Jar jar() {
        keys.forEach((key, value) -> jar.with(Settings.environmentName(key), value));
        return jar;
    }

    /** Gives each of these customers a name, and a row if it has none. */
    void edit(int from, int to, String name) {
        for (int id = from; id <= to; id++) {
            source.update(
                    "insert into customers values (?, ?, ?) on conflict (id) do update set name = excluded.name,"
                            + " changed = excluded.changed",
                    id,
                    name + " " + id,
                    ++changes);
        }
    }

    /** Starts a run of the real jar. */
    Process start() {
        return jar().start("run");
    }

    /** Runs the real jar with engine routes that end the process before the step with that description. */
    void haltBefore(String step) throws Exception {
        haltBefore(step, "now");
    }

    /** The same, in the turn of the Bulk loop that makes this call of a job. */
    void haltBefore(String step, BulkJob.Step call) throws Exception {
        haltBefore(step, "\"at('" + call.word() + "', \\${bean:syncBulk?method=step})\"");
    }

    private void haltBefore(String step, String method) throws Exception {
        StringBuilder files = new StringBuilder();
        for (String name : List.of("sync-run", "sync-send", "sync-bulk", "sync-request", "sync-failures")) {
            String routes = Files.readString(Path.of("routes/engine/" + name + ".camel.yaml"));
            routes = routes.replaceFirst(
                    "( *)- bean:\n *description: " + step + "\\b",
                    "$1- bean:\n$1    beanType: " + Halt.class.getName() + "\n$1    method: " + method + "\n$0");
            Path file = Files.writeString(directory.resolve(name + ".yaml"), routes);
            files.append(files.isEmpty() ? "" : ",").append("file:").append(file);
        }
        jar().with("SYNC_ENGINE_ROUTES", files.toString());
        Process run = jar.startWithTestClasses("run");
        run.waitFor();
        assertThat(run.exitValue()).as(jar.err()).isEqualTo(137);
        jar.with("SYNC_ENGINE_ROUTES", "");
    }

    /** Ends a process as {@code kill -9} does. */
    static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** A run at once, in this process; it must come through, whatever happened before, and leave org and source alike. */
    void runAndCompare() {
        compare(runHere());
    }

    /** A run in this process, however it ends. */
    Jar.Ended runHere() {
        InProcess command = new InProcess();
        keys.forEach(command::with);
        return command.run(
                "run", "--json", "--routes", directory.resolve("routes").toString());
    }

    /** The same as a process. */
    void startAgainAndCompare() {
        compare(jar().run("run", "--json"));
    }

    private void compare(Jar.Ended run) {
        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        JsonNode counts = json(run.out()).get("counts");
        long ends = 0;
        for (String outcome : List.of(
                "created",
                "updated",
                "confirmed_on_repeat",
                "unchanged",
                "rejected",
                "still_rejected",
                "retry_later",
                "invalid",
                "duplicate",
                "unsent")) {
            ends += counts.get(outcome).asLong();
        }
        assertThat(ends).isEqualTo(counts.get("rows_read").asLong());
        assertThat(inOrg()).isEqualTo(inSource());
        assertThat(org.records("Account"))
                .as("no Account twice")
                .hasSize(inSource().size());
    }

    Map<String, Object> inOrg() {
        Map<String, Object> names = new TreeMap<>();
        org.records("Account")
                .forEach(account -> names.put((String) account.get("Customer_Id__c"), account.get("Name")));
        return names;
    }

    Map<String, Object> inSource() {
        Map<String, Object> names = new TreeMap<>();
        source.query("select id, name from customers", row -> {
            names.put(row.getString(1), row.getString(2));
        });
        return names;
    }

    static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        org.close();
    }
}
