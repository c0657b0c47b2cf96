package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.source.SampleSource;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person can do about a cursor, and what check tells of one. */
class CursorCommandsTest {
    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    private InProcess command;
    private SampleSource source;

    @BeforeEach
    void keys() {
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
    void resettingTheCursorReadsEveryRowAndSendsNothingTwice() throws Exception {
        assertThat(command.run("run").exitCode()).isEqualTo(3);
        int records = org.records("Account").size();
        Jar.Ended reset = command.run("reset", "accounts", "--cursor");
        assertThat(reset.exitCode()).isZero();
        assertThat(reset.out()).contains("The cursor of accounts is forgotten").contains("sends those that differ");
        assertThat(command.run("status").out()).contains("updated_at: none; the next run reads every row");

        JsonNode report =
                new ObjectMapper().readTree(command.run("run", "--json").out());
        assertThat(report.get("reads_all").asText()).isEqualTo("the state has no cursor");
        assertThat(report.get("counts").get("created").asInt()
                        + report.get("counts").get("updated").asInt())
                .isZero();
        assertThat(org.records("Account")).hasSize(records);
        assertThat(command.run("failures").out()).as("is known still").contains("TOO_LONG");
    }

    @Test
    void comparingAllIsAModeOfItsOwnInReportAndStatus() throws Exception {
        command.run("run");
        JsonNode report = new ObjectMapper()
                .readTree(command.run("run", "--compare-all", "--json").out());
        assertThat(report.get("mode").asText()).isEqualTo("compare-all");
        assertThat(report.get("reads_all").asText()).isEqualTo("--compare-all");
        assertThat(report.get("counts").get("unchanged").asInt()).isPositive();
        Jar.Ended both = command.run("run", "--compare-all", "--full-refresh");
        assertThat(both.exitCode()).isEqualTo(2);
        assertThat(both.err()).contains("choose one of them");
    }

    @Test
    void checkTellsOfRowsWithoutCursorByKey() throws Exception {
        source.execute("update customers set updated_at = '' where customer_id in ('1000', '1001')");
        Jar.Ended check = command.run("check");
        assertThat(check.exitCode()).isZero();
        assertThat(check.out())
                .contains("cursor lets 2 rows never be read")
                .contains("1000, 1001")
                .contains("coalesce");
    }

    @Test
    void checkRefusesACursorThatDoesNotSort() throws Exception {
        source.execute("update customers set updated_at = strftime('%d.%m.%Y', updated_at) where customer_id > 200");
        Jar.Ended check = command.run("check");
        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.out())
                .contains("error   ")
                .contains("cursor cannot be used: the column updated_at has texts")
                .contains("Convert it in the source query");
        assertThat(command.run("run").exitCode()).as("a run is refused alike").isEqualTo(2);
        assertThat(org.records("Account")).isEmpty();
    }
}
