package io.accountsync.cli;

import io.accountsync.config.Quantity;
import io.accountsync.state.OpenRecords;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What of a sync has not passed, as a person reads it. */
final class OpenText {
    private OpenText() {}

    /** @param run when the run began whose report it is: what has waited since then only is shown without a time */
    static String of(OpenRecords open, Instant run) {
        List<String> kinds = new ArrayList<>();
        if (open.rejected() > 0) {
            kinds.add(String.format(Locale.ROOT, "%,d rejected", open.rejected()));
        }
        if (open.deferred() > 0) {
            boolean isOld = open.deferredSince() < run.toEpochMilli();
            kinds.add(String.format(Locale.ROOT, "%,d deferred", open.deferred())
                    + (isOld ? " (the first since " + time(open) + ")" : ""));
        }
        if (open.invalid() > 0) {
            kinds.add(String.format(Locale.ROOT, "%,d invalid", open.invalid()));
        }
        return String.join(", ", kinds);
    }

    /** Records that Salesforce does not have: no errors. */
    static String absent(OpenRecords open) {
        return Quantity.of(open.absent(), "record") + " not in Salesforce; runs look again, see sync.update-recheck";
    }

    private static Instant time(OpenRecords open) {
        return Instant.ofEpochMilli(open.deferredSince()).truncatedTo(ChronoUnit.SECONDS);
    }
}
