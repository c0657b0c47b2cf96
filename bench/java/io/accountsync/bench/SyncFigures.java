package io.accountsync.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;

/**
 * What one run took.
 *
 * @param started when its process was
 * @param report what it printed, as JSON
 */
record SyncFigures(Instant started, Measured measured, JsonNode report) {
    /** The run itself, without the start and the end of the process. */
    long runMillis() {
        return Math.max(1, report.get("duration_ms").asLong());
    }

    /** The phase that sends. */
    long sendMillis() {
        return Math.max(1, report.at("/phase_ms/send").asLong());
    }

    /** From the start of the JVM to the first row that the source yields. */
    long firstRowMillis() {
        return Duration.between(started, Instant.parse(report.get("started_at").asText()))
                        .toMillis()
                + report.get("first_row_ms").asLong();
    }

    long calls() {
        return report.get("counts").get("api_calls").asLong();
    }

    String status() {
        return report.get("status").asText();
    }
}
