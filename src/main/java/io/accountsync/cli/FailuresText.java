package io.accountsync.cli;

import io.accountsync.config.Quantity;
import io.accountsync.state.OpenRecords;
import io.accountsync.state.RejectedAttempts;
import io.accountsync.state.RejectedRecord;
import io.accountsync.state.StateDatabase;
import io.accountsync.status.NextStep;
import io.accountsync.status.RejectedKeys;
import io.accountsync.status.RejectedPages;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Rejected records as a person reads them. */
final class FailuresText {
    private final PrintWriter out;
    private final boolean payload;
    private final int limit;

    /** @param limit how many are listed; 0 for all */
    FailuresText(PrintWriter out, boolean payload, int limit) {
        this.out = out;
        this.payload = payload;
        this.limit = limit;
    }

    void write(StateDatabase database, String sync) {
        RejectedKeys keys = new RejectedKeys(database, sync);
        RejectedPages records = new RejectedPages(database, sync);
        OpenRecords open = OpenRecords.of(database, sync);
        long count = open.total() + open.absent();
        out.printf("%s: %s%n", sync, counts(open));
        boolean[] anyInvalid = {false};
        records.forEach(limit, rejection -> {
            write(keys, rejection);
            anyInvalid[0] |= rejection.record().errorClass().equals("invalid");
        });
        if (limit > 0 && count > limit) {
            out.printf("  and %,d more; --limit 0 lists all%n", count - limit);
        }
        if (anyInvalid[0]) {
            out.println(
                    "  A row that you gave another key remains under its old one until a run reads every row, such as run"
                            + " --compare-all;");
            out.println("  failures drop removes it at once.");
        }
    }

    /** An invalid row is not a rejected record: Salesforce never saw it. */
    static String counts(OpenRecords open) {
        return Quantity.of(open.rejected(), "rejected record")
                + (open.deferred() == 0 ? "" : ", " + Quantity.of(open.deferred(), "deferred record"))
                + (open.invalid() == 0 ? "" : ", " + Quantity.of(open.invalid(), "invalid row"))
                + (open.absent() == 0 ? "" : ", " + Quantity.of(open.absent(), "record") + " not in Salesforce");
    }

    private void write(RejectedKeys keys, RejectedAttempts rejection) {
        RejectedRecord record = rejection.record();
        out.printf("  %s%n", keys.of(record).text());
        String fields = NextStep.fields(record);
        out.printf("    %s%s%n", Colour.RED.of(record.code()), fields == null ? "" : " (" + fields + ")");
        if (rejection.deletion() != null) {
            out.printf("    to be deleted since its row is gone: %s%n", rejection.deletion());
        }
        if (rejection.place() != null) {
            out.printf("    %s%n", rejection.place());
        }
        if (record.message() != null) {
            out.printf("    %s%n", record.message());
        }
        out.printf(
                "    %s; %s, first %s, last %s%n",
                NextStep.of(rejection),
                Quantity.of(rejection.attempts(), "attempt"),
                time(rejection.firstAt()),
                time(rejection.lastAt()));
        if (payload) {
            out.printf("    %s%n", record.payload() == null ? "no payload is kept" : record.payload());
        }
    }

    private static Instant time(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS);
    }
}
