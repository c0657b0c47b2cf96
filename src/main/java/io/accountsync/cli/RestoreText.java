package io.accountsync.cli;

import io.accountsync.config.Quantity;
import io.accountsync.restore.RestoreReport;
import io.accountsync.restore.Restored;
import io.accountsync.restore.Restored.Way;
import io.accountsync.restore.RestoredLookup;

/** A restoration as a person reads it: a line for each record while it goes on, and the numbers at its end. */
final class RestoreText {
    private RestoreText() {}

    /** What became of one record, or would. */
    static String of(Restored record) {
        String what =
                switch (record.way()) {
                    case UNDELETED -> "out of the recycle bin, " + record.oldId();
                    case CREATED ->
                        "as a new record" + (record.newId() == null ? "" : ", " + record.newId()) + "; it was "
                                + record.oldId();
                    case ALREADY_THERE -> "is there already, " + record.newId();
                    case REFUSED ->
                        "not restored: " + record.code() + (record.message() == null ? "" : ": " + record.message());
                    case NOT_TRIED -> "not tried; the same command carries on";
                };
        return "  " + record.key().text() + "  " + what;
    }

    /** What became of one lookup of a restored record, or would. */
    static String of(RestoredLookup lookup) {
        String what = lookup.isSet()
                ? "set" + (lookup.pointsTo() == null ? "" : " to " + lookup.pointsTo()) + "; it pointed to "
                        + lookup.pointedTo()
                : "left out; it pointed to " + lookup.pointedTo() + ", "
                        + lookup.reason().replaceAll("\\R", " ");
        return "  " + lookup.key().text() + "  " + lookup.field() + " " + what;
    }

    static String of(RestoreReport report) {
        TextLines text = new TextLines(10);
        text.line("%s%s", StatusWord.of(report.status()), report.message() == null ? "" : ": " + report.message());
        text.org(report.org());
        text.named(
                report.dryRun() ? "Would be" : "Asked for",
                "%s",
                Quantity.of(
                                report.counts().values().stream()
                                        .mapToLong(Long::longValue)
                                        .sum(),
                                "record") + " of " + report.object());
        text.countAny(
                report.count(Way.UNDELETED),
                "out of the recycle bin, with id and history, and with what was deleted along with them");
        text.countAny(
                report.count(Way.CREATED),
                report.count(Way.CREATED) == 1 ? "as a new record, with another id" : "as new records, with other ids");
        text.countAny(report.count(Way.ALREADY_THERE), "there already, and known again");
        text.countAny(report.count(Way.REFUSED), "not restored");
        text.countAny(report.count(Way.NOT_TRIED), "left; the same command carries on");
        if (report.lookupsSet() + report.lookupsLeftOut() > 0) {
            text.named(
                    "Lookups",
                    "%s after the records; left out: %s",
                    Quantity.of(
                            report.lookupsSet(),
                            report.dryRun() ? "would be set" : "was set",
                            report.dryRun() ? "would be set" : "were set"),
                    report.lookupsLeftOut());
        }
        if (report.count(Way.CREATED) > 0) {
            text.named(
                    "Lost",
                    "what new records cannot have: the Salesforce id, child records, field history, feed and files, who"
                            + " created them and when");
        }
        long back = report.count(Way.UNDELETED) + report.count(Way.CREATED) + report.count(Way.ALREADY_THERE);
        if (report.dryRun()) {
            text.named("Note", "nothing was changed");
        } else if (back > 0) {
            text.named(
                    "Note",
                    back == 1
                            ? "no run deletes it again since its row is gone, until the row has come back once"
                            : "no run deletes these again since their rows are gone, until the rows have come back once");
        }
        text.named("API calls", "%,d", report.apiCalls());
        return text.toString();
    }
}
