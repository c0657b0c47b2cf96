package io.accountsync.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.run.ColumnTypesTable.Line;
import io.accountsync.run.ColumnTypesTrial.Outcome;
import io.accountsync.state.TestPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.assertj.core.api.SoftAssertions;
import org.h2.util.DateTimeUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables of docs/types.md, tried value by value: real databases, a whole run each, and the local org. */
class ColumnTypesTest {
    private final TimeZone zone = TimeZone.getDefault();

    @TempDir
    private Path directory;

    @BeforeEach
    void liveInLosAngeles() {
        setZone(TimeZone.getTimeZone("America/Los_Angeles"));
    }

    @AfterEach
    void resetZone() {
        setZone(zone);
    }

    private static void setZone(TimeZone zone) {
        TimeZone.setDefault(zone);
        // H2 remembers the zone of the process, which does not change elsewhere.
        DateTimeUtils.resetCalendar();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SQLite", "H2", "DuckDB"})
    void everyColumnTypeArrivesAsTheDocumentationSaysOrIsRefusedWithACastThatWorks(String database)
            throws SQLException {
        assertArrivesAsDocumented(
                "jdbc:" + database.toLowerCase(java.util.Locale.ROOT) + ":" + directory.resolve("source"),
                database,
                directory);
    }

    /** The driver asks for values as bytes from the fifth time on that a query is run, or from the first with that option. */
    @ParameterizedTest
    @ValueSource(strings = {"", "&prepareThreshold=-1"})
    void everyColumnTypeOfPostgreSqlArrivesSoAsTextAndAsBytes(String option) throws SQLException {
        assertArrivesAsDocumented(TestPostgres.shared().newDatabase() + option, "PostgreSQL", directory);
    }

    static void assertArrivesAsDocumented(String url, String heading, Path directory) throws SQLException {
        ColumnTypesTable table = ColumnTypesTable.of(heading);
        assertThat(table.lines()).as("lines of " + heading).hasSizeGreaterThan(40);
        try (ColumnTypesTrial trial = new ColumnTypesTrial(url, table, directory)) {
            trial.createTable();
            List<Outcome> outcomes = trial.run();
            Map<Line, String> withCasts = trial.runWithCasts(outcomes);
            SoftAssertions softly = new SoftAssertions();
            for (Line line : table.lines()) {
                Outcome outcome = outcomes.get(line.number() - 1);
                softly.assertThat(outcome.cast())
                        .as(line + " " + outcome.refusal())
                        .isEqualTo(line.cast());
                if (outcome.refusal() != null) {
                    softly.assertThat(outcome.refusal()).containsIgnoringCase("the column " + line.column() + " ");
                    softly.assertThat(outcome.type()).as(outcome.refusal()).isNotBlank();
                }
                softly.assertThat(outcome.isForText()).as(line.toString()).isEqualTo(line.isForText());
                softly.assertThat(outcome.refusal() == null ? outcome.arrives() : withCasts.get(line))
                        .as(line + " " + outcome.refusal())
                        .isEqualTo(line.arrives());
            }
            softly.assertAll();
        }
    }
}
