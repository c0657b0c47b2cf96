package io.accountsync.run;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The way by which a run sends its records.
 *
 * @param bulk Bulk API 2.0, at least for waves that are large enough; else collections
 * @param reason why, in words
 * @param records how many were to be sent
 * @param calls predicted
 * @param remarkable whether a person wants to read of it
 */
public record SendingPath(boolean bulk, String reason, long records, long calls, boolean remarkable) {
    /** The same run by collections after all. */
    public SendingPath withoutBulk(String why) {
        return new SendingPath(false, why, records, calls, true);
    }

    /** In a line of the report. */
    public String text() {
        return String.format(
                Locale.ROOT,
                "%s for %,d records, about %,d calls: %s",
                bulk ? "Bulk API 2.0" : "collections",
                records,
                calls,
                reason);
    }

    /** For the JSON report. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("chosen", bulk ? "bulk" : "collections");
        json.put("reason", reason);
        json.put("records", records);
        json.put("predicted_calls", calls);
        return json;
    }
}
