package io.accountsync.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.config.JsonText;
import io.accountsync.run.RunReport.Finding;
import io.accountsync.run.sync.ApiPath;
import io.accountsync.salesforce.OrgIdentity;
import io.accountsync.state.DoubtfulRecords;
import io.accountsync.state.OpenRecords;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The report as JSON is what people's scripts read: its names and their order stay. */
class RunReportTest {
    private static final RunReport REPORT = new RunReport(
            "accounts",
            7L,
            RunStatus.PARTIAL,
            3,
            "incremental",
            new OrgIdentity("00D", "Acme", "Developer Edition", true),
            null,
            true,
            Instant.EPOCH,
            Instant.EPOCH.plusMillis(1500),
            20L,
            Map.of("begin", 5L),
            new Counts().byColumn(),
            List.of(
                    new Finding("invalid", "TOO_LONG", 1, List.of("a")),
                    new Finding("rejected", "BAD", 1, List.of("b"), Collections.singletonList(null))),
            List.of("note"),
            new DoubtfulRecords.Summary(2, 0),
            new OpenRecords(1, 2, 3, 0L, 0),
            new SendingPath(ApiPath.BULK, "many", 10, 4, true),
            "why");

    @Test
    void membersHaveTheirNamesAndTheirOrder() throws Exception {
        JsonNode json = JsonText.parse(REPORT.toJson());

        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "sync",
                        "run_id",
                        "status",
                        "exit_code",
                        "mode",
                        "message",
                        "org",
                        "reads_all",
                        "read_to_end",
                        "started_at",
                        "ended_at",
                        "duration_ms",
                        "first_row_ms",
                        "phase_ms",
                        "counts",
                        "problems",
                        "notes",
                        "in_doubt",
                        "open",
                        "path");
        assertThat(json.path("status").asText()).isEqualTo("PARTIAL");
        assertThat(json.path("duration_ms").asLong()).isEqualTo(1500);
        assertThat(json.path("reads_all").isNull()).isTrue();
    }

    @Test
    void whatIsWithinThemKeepsItsNamesToo() throws Exception {
        JsonNode json = JsonText.parse(REPORT.toJson());

        assertThat(json.path("org"))
                .hasToString("{\"id\":\"00D\",\"name\":\"Acme\",\"type\":\"Developer Edition\",\"sandbox\":true}");
        assertThat(json.path("problems"))
                .hasToString(
                        "[{\"kind\":\"invalid\",\"code\":\"TOO_LONG\",\"count\":1,\"samples\":[\"a\"]},"
                                + "{\"kind\":\"rejected\",\"code\":\"BAD\",\"count\":1,\"samples\":[\"b\"],\"external_ids\":[null]}]");
        assertThat(json.path("in_doubt")).hasToString("{\"records\":2,\"until\":\"1970-01-01T00:00:00Z\"}");
        assertThat(json.path("open"))
                .hasToString(
                        "{\"rejected\":1,\"deferred\":2,\"invalid\":3,\"deferred_since\":\"1970-01-01T00:00:00Z\",\"absent\":0}");
        assertThat(json.path("path"))
                .hasToString("{\"chosen\":\"bulk\",\"reason\":\"many\",\"records\":10,\"predicted_calls\":4}");
    }
}
