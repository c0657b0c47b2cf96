package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.source.SampleSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The plan says what the run then does, and does none of it. Of the sample, 7 is refused by the org. */
class PlanTest {
    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    private SampleSource source;
    private InProcess command;

    @BeforeEach
    void setUp() throws Exception {
        source = SampleSource.create(directory.resolve("source.db"));
        command = new InProcess()
                .at(org)
                .with("source.url", source.url())
                .with("state.directory", directory.resolve("data").toString());
    }

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void thePlanSaysWhatTheRunThenDoesAndTwoPlansSayTheSame() throws Exception {
        JsonNode plan = plan(0);
        assertThat(plan(0).get("counts")).isEqualTo(plan.get("counts"));
        assertThat(org.records("Account")).isEmpty();
        assertThat(org.stats().calls(CallKind.COLLECTIONS)).isZero();

        Jar.Ended run = command.run("run", "--json");
        JsonNode counts = new ObjectMapper().readTree(run.out()).get("counts");
        assertThat(plan.at("/counts/read")).isEqualTo(counts.get("rows_read"));
        assertThat(plan.at("/counts/creates").asLong())
                .isPositive()
                .isEqualTo(
                        counts.get("created").asLong() + counts.get("rejected").asLong());
        assertThat(plan.at("/counts/waiting_for_references")).isEqualTo(counts.get("retry_later"));
        assertThat(plan.at("/counts/invalid")).isEqualTo(counts.get("invalid"));
        assertThat(plan.at("/path/predicted_calls").asLong()).isPositive();
        assertThat(plan.at("/fields/Name")).isEqualTo(plan.at("/counts/creates"));
        assertThat(plan.get("records")).hasSizeGreaterThan(5);

        JsonNode after = plan(0);
        assertThat(after.at("/counts/creates").asLong()
                        + after.at("/counts/updates").asLong())
                .isZero();
        assertThat(after.at("/counts/deferred")).isEqualTo(counts.get("retry_later"));
    }

    @Test
    void aFieldIsShownAsItIsAndAsItWouldBeAndWhoWasThereSince() throws Exception {
        command.run("run");
        state("update synced_record set sent_at = sent_at - 3600000");
        Map<String, Object> first = org.find("Account", "Customer_Id__c", "1").orElseThrow();
        org.edit("Account", (String) first.get("Id"), Map.of("Name", "As sales people call it"));
        source(
                "update customers set company_name = 'Renamed at the source', updated_at = '2099-01-01 00:00:00' where customer_id = '1'");

        Jar.Ended plan = command.run("plan");
        assertThat(plan.exitCode()).isZero();
        assertThat(plan.out())
                .contains("~ 1  " + first.get("Id") + ", edited in Salesforce on")
                .containsPattern("Name +As sales people call it → Renamed at the source")
                .contains(
                        "1 would be updated", "1 changed in Salesforce", "Fields     Name 1", "Path       collections");

        Path csv = directory.resolve("plan.csv");
        command.run("plan", "--csv", csv.toString());
        assertThat(Files.readAllLines(csv).get(1)).startsWith("update,1," + first.get("Id") + ",Name,As sales people");

        Jar.Ended other = command.run("plan", "--key", "2", "--key", "nobody", "--key", "7");
        assertThat(other.out())
                .doesNotContain("Renamed")
                .contains(
                        "2 is not in the plan: its row is as it was", "nobody is not in the plan: no row", "explain 7");
        assertThat(org.find("Account", "Customer_Id__c", "1").orElseThrow())
                .containsEntry("Name", "As sales people call it");
    }

    @Test
    void whatTheOrgHasAlreadyIsALinkOrTheSame() throws Exception {
        command.run("run");
        long records = org.records("Account").size();
        Map<String, Object> first = org.find("Account", "Customer_Id__c", "1").orElseThrow();
        org.edit("Account", (String) first.get("Id"), Map.of("Name", "Other"));
        command.with("state.directory", directory.resolve("new").toString());

        JsonNode plan = plan(0);
        assertThat(plan.at("/counts/same").asLong()).isEqualTo(records - 1);
        assertThat(plan.at("/counts/links").asLong()).isEqualTo(1);
        assertThat(plan.at("/counts/updates").asLong()).isEqualTo(1);
        assertThat(plan.at("/fields/Name").asLong())
                .isEqualTo(plan.at("/counts/creates").asLong() + 1);
    }

    @Test
    void aGuardThatWouldStopTheRunIsToldAndCanBeApproved() throws Exception {
        org.insert("Account", Map.of("Name", "From before"));
        Jar.Ended plan = command.run("plan", "--limit", "1");
        assertThat(plan.exitCode()).isEqualTo(4);
        assertThat(plan.out()).contains("A guard would stop the run.", "1 of ");
        String id = plan.out()
                .replaceFirst("(?s).*approve accounts (\\S+) allows.*", "$1")
                .strip();
        assertThat(command.run("approve", "accounts", id).exitCode()).isZero();
        assertThat(command.run("plan").exitCode()).isZero();
        assertThat(command.run("run").exitCode()).isEqualTo(3);
    }

    @Test
    void whatCheckWouldRefuseIsNotPlanned() {
        command.with("source.url", "jdbc:sqlite:" + directory.resolve("nowhere.db"));
        Jar.Ended plan = command.run("plan");
        assertThat(plan.exitCode()).isEqualTo(2);
        assertThat(plan.out()).contains("A run would be refused");
    }

    @Test
    void aPlanIsNoRunForWhoeverWatches() throws Exception {
        plan(0);
        assertThat(command.run("status", "--json").out()).contains("\"plan\"");
        assertThat(command.run("status").out()).contains("plan: 315 read");
        assertThat(state("update synced_record set sent_at = 0")).isZero();
        assertThat(state("update rejected_record set attempts = 0")).isZero();
        assertThat(state("update sync_cursor set sync = sync")).isZero();
        assertThat(state("update sync_lease set sync = sync where owner is not null"))
                .isZero();
    }

    private JsonNode plan(int exitCode) throws Exception {
        Jar.Ended ended = command.run("plan", "--json");
        assertThat(ended.err()).isEmpty();
        assertThat(ended.exitCode()).isEqualTo(exitCode);
        return new ObjectMapper().readTree(ended.out());
    }

    private int state(String sql) {
        return db(directory.resolve("data/state.db")).update(sql);
    }

    private void source(String sql) {
        assertThat(db(directory.resolve("source.db")).update(sql)).isEqualTo(1);
    }

    private static JdbcTemplate db(Path file) {
        return new JdbcTemplate(new DriverManagerDataSource("jdbc:sqlite:" + file));
    }
}
