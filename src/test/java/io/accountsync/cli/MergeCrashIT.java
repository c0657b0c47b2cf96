package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.config.Settings;
import io.accountsync.config.TestClock;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The real jar is ended as by {@code kill -9} in the middle of {@code whenGone: followMerge}: when the state knows which record has
 * survived and Salesforce has not been told, and when Salesforce has the External ID and the state does not know it. The next run
 * links the survivor, makes no record twice, and deletes nothing that people made.
 */
@Tag("full")
class MergeCrashIT {
    /** The survivors are known to the state; nothing is sent. */
    private static final String KNOWN = "Maps the rows";

    /** The survivor has the External ID. */
    private static final String LINKED = "Writes the results";

    private static final String SYNC =
            """
            - beans:
                - name: accounts
                  type: io.accountsync.mapping.SyncDefinition
                  properties:
                    object: Account
                    externalId: Customer_Id__c
                    whenGone: followMerge
                    whenRowGone: delete
                    fields:
                      Customer_Id__c: "${body[id]}"
                      Name: "${body[name]}"
            - templatedRoute:
                routeTemplateRef: csv-source
                parameters:
                  - name: sync
                    value: accounts
                  - name: path
                    value: FILE
            """;

    private final TestClock clock = TestClock.going();
    private final LocalOrg org =
            LocalOrg.start(LocalOrgOptions.builder().clock(clock).build());
    private final Map<String, String> keys = new HashMap<>();

    @TempDir
    private Path directory;

    private String survivor;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @ParameterizedTest
    @CsvSource({"SQLITE, " + KNOWN, "SQLITE, " + LINKED, "POSTGRESQL, " + KNOWN, "POSTGRESQL, " + LINKED})
    void theNextRunFollowsTheMerge(CrashState on, String step) throws Exception {
        begin(on);
        haltBefore(step);
        assertThat(keyOf(survivor)).isEqualTo(step.equals(LINKED) ? "1" : null);

        rows(1, 5, "New");
        JsonNode report = run();
        assertThat(report.get("counts").get("created").asLong()).isZero();
        assertThat(report.get("open").get("rejected").asLong()).isZero();
        assertThat(report.get("open").get("deferred").asLong()).isZero();
        assertThat(keyOf(survivor)).isEqualTo("1");
        assertThat(record(survivor)).containsEntry("Name", "New 1");
        assertThat(org.records("Account")).hasSize(5);
    }

    @ParameterizedTest
    @CsvSource({"SQLITE, " + KNOWN, "SQLITE, " + LINKED, "POSTGRESQL, " + KNOWN, "POSTGRESQL, " + LINKED})
    void whatPeopleMadeStaysThoughTheRowIsGoneMeanwhile(CrashState on, String step) throws Exception {
        begin(on);
        haltBefore(step);

        rows(2, 5, "Company");
        JsonNode report = run();
        assertThat(report.get("counts").get("deleted").asLong()).isZero();
        assertThat(org.records("Account")).hasSize(5).anyMatch(record -> record.get("Id")
                .equals(survivor));
        rows(1, 5, "New");
        run();
        boolean linked = step.equals(LINKED);
        assertThat(org.find("Account", "Customer_Id__c", "1").orElseThrow())
                .as("a row that is back goes to the survivor that was linked, else to a new record")
                .containsEntry("Name", "New 1");
        assertThat(keyOf(survivor)).isEqualTo(linked ? "1" : null);
        assertThat(org.records("Account")).hasSize(linked ? 5 : 6);
    }

    /** Five customers are synced; then somebody merges the first one into a record of his own. */
    private void begin(CrashState on) throws Exception {
        keys.putAll(on.keys(directory));
        keys.put("salesforce.login-url", org.baseUrl());
        keys.put("salesforce.client-id", org.clientId());
        keys.put("salesforce.client-secret", org.clientSecret());
        keys.put("salesforce.refresh-token", org.refreshToken());
        keys.put("sync.max-missing", "100");
        keys.put("sync.max-deletions", "100%");
        Path routes = Files.createDirectory(directory.resolve("routes"));
        Files.writeString(
                routes.resolve("accounts.camel.yaml"),
                SYNC.replace("FILE", directory.resolve("rows.csv").toString()));
        rows(1, 5, "Company");
        run();
        // As if that had been half an hour ago: Salesforce tells of a deletion when some minutes have gone by.
        on.sql(keys).update("update lost_watch set covered_at = covered_at - 1800000");
        clock.advance(Duration.ofMinutes(-5));
        survivor = org.insert("Account", Map.of("Name", "By hand"));
        org.person()
                .merge(
                        survivor,
                        org.find("Account", "Customer_Id__c", "1")
                                .orElseThrow()
                                .get("Id")
                                .toString());
        clock.advance(Duration.ofMinutes(5));
    }

    private void rows(int from, int to, String name) throws IOException {
        StringBuilder csv = new StringBuilder("id,name\n");
        IntStream.rangeClosed(from, to).forEach(id -> csv.append(id + "," + name + " " + id + "\n"));
        Files.writeString(directory.resolve("rows.csv"), csv);
    }

    /** A run in this process, which must come through; its report. */
    private JsonNode run() throws IOException {
        InProcess command = new InProcess();
        keys.forEach(command::with);
        Jar.Ended ended = command.run(
                "run", "--json", "--routes", directory.resolve("routes").toString());
        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
        return new ObjectMapper().readTree(ended.out());
    }

    private void haltBefore(String step) throws Exception {
        Jar jar = new Jar(directory);
        keys.forEach((key, value) -> jar.with(Settings.environmentName(key), value));
        jar.with("SYNC_ENGINE_ROUTES", HaltingRoutes.write(directory, step));
        Process process = jar.startWithTestClasses("run");
        process.waitFor();
        assertThat(process.exitValue()).as(jar.err()).isEqualTo(137);
    }

    private Object keyOf(String id) {
        return record(id).get("Customer_Id__c");
    }

    private Map<String, Object> record(String id) {
        return org.find("Account", "Id", id).orElseThrow();
    }
}
