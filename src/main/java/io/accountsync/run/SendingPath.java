package io.accountsync.run;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.accountsync.config.Quantity;
import io.accountsync.run.sync.ApiPath;
import java.util.Locale;

/**
 * The way by which a run sends its records.
 *
 * @param api by which records go; by Bulk API 2.0 only those waves that are large enough, the others by collections
 * @param reason why, in words
 * @param records how many were to be sent
 * @param calls predicted
 * @param remarkable whether a person wants to read of it
 * @param mainWave the number of the wave that goes by Bulk however small it is; null for none
 */
@JsonPropertyOrder("chosen")
public record SendingPath(
        @JsonIgnore ApiPath api,
        String reason,
        long records,
        @JsonProperty("predicted_calls") long calls,
        @JsonIgnore boolean remarkable,
        @JsonIgnore Integer mainWave) {
    /** A way that depends on the sizes of waves alone. */
    public SendingPath(ApiPath api, String reason, long records, long calls, boolean remarkable) {
        this(api, reason, records, calls, remarkable, null);
    }

    /** The same run by another API after all. */
    public SendingPath turnTo(ApiPath other, String why) {
        return new SendingPath(other, why, records, calls, true);
    }

    /** In a line of the report. */
    public String text() {
        return String.format(
                Locale.ROOT,
                "%s for %s, about %s: %s",
                api.title(),
                Quantity.of(records, "record"),
                Quantity.of(calls, "call"),
                reason);
    }

    /** The way for the JSON report, in a word. */
    @JsonProperty
    String chosen() {
        return api.word();
    }
}
