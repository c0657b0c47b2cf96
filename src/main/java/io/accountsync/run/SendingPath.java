package io.accountsync.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.accountsync.config.Quantity;
import java.util.Locale;

/**
 * The way by which a run sends its records.
 *
 * @param bulk Bulk API 2.0, at least for waves that are large enough; else collections
 * @param reason why, in words
 * @param records how many were to be sent
 * @param calls predicted
 * @param remarkable whether a person wants to read of it
 */
@JsonPropertyOrder("chosen")
public record SendingPath(
        @JsonIgnore boolean bulk,
        String reason,
        long records,
        @JsonProperty("predicted_calls") long calls,
        @JsonIgnore boolean remarkable) {
    /** The same run by collections after all. */
    public SendingPath withoutBulk(String why) {
        return new SendingPath(false, why, records, calls, true);
    }

    /** In a line of the report. */
    public String text() {
        return String.format(
                Locale.ROOT,
                "%s for %s, about %s: %s",
                bulk ? "Bulk API 2.0" : "collections",
                Quantity.of(records, "record"),
                Quantity.of(calls, "call"),
                reason);
    }

    /** The way for the JSON report, in a word. */
    @JsonProperty
    String chosen() {
        return bulk ? "bulk" : "collections";
    }
}
