package io.accountsync.cli;

import io.accountsync.config.ProposedCommand;
import io.accountsync.config.Quantity;
import io.accountsync.run.Count;
import io.accountsync.run.RunReport;
import io.accountsync.state.Deletion;
import io.accountsync.state.DeletionStatus;
import io.accountsync.state.LeftOutLookup;
import io.accountsync.status.SyncStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** What became of records whose rows are gone, as a person reads it in a report, a status, or of one record. */
final class DeletionText {
    private DeletionText() {}

    /** The lines of a report; none where nothing was to be deleted. */
    static void write(RunReport report, TextLines text) {
        named(
                text,
                report,
                Count.DELETED,
                "Deleted",
                report.count(Count.DELETED) == 1
                        ? " in Salesforce, since the row is gone; restore brings it back"
                        : " in Salesforce, since the rows are gone; restore brings them back");
        named(text, report, Count.ALREADY_GONE, "Gone", " to be deleted that somebody had deleted or merged before");
        named(
                text,
                report,
                Count.NOT_DELETED,
                "Kept",
                report.count(Count.NOT_DELETED) == 1
                        ? " though its row is gone: the deletion did not come about"
                        : " though their rows are gone: the deletions did not come about");
        named(
                text,
                report,
                Count.UNCONFIRMED,
                "Unconfirmed",
                report.count(Count.UNCONFIRMED) == 1
                        ? " of which nobody knows whether it is deleted; the next run asks the org"
                        : " of which nobody knows whether they are deleted; the next run asks the org");
    }

    private static void named(TextLines text, RunReport report, Count count, String name, String what) {
        if (report.count(count) > 0) {
            text.named(name, "%s%s", Quantity.of(report.count(count), "record"), what);
        }
    }

    /** The lines of a status; none where nothing was deleted. */
    static void write(SyncStatus status, TextLines text) {
        Map<String, Long> counts = status.deletions();
        long deleted = counts.getOrDefault(DeletionStatus.DELETED.word(), 0L)
                + counts.getOrDefault(DeletionStatus.RESTORING.word(), 0L);
        long restored = counts.getOrDefault(DeletionStatus.RESTORED.word(), 0L);
        if (deleted > 0) {
            text.named(
                    "Deleted",
                    deleted == 1 ? "%s since the row is gone: %s" : "%s since the rows are gone: %s",
                    Quantity.of(deleted, "record"),
                    ProposedCommand.of("restore", status.sync()));
        }
        status.waiting()
                .forEach((syncs, records) -> text.named(
                        "Waits",
                        "%s to be deleted, since records of the sync %s hang on %s",
                        Quantity.of(records, "record"),
                        syncs,
                        records == 1 ? "it" : "them"));
        if (restored > 0) {
            text.named("Restored", "%s", Quantity.of(restored, "record"));
        }
        if (status.leftOutLookups() > 0) {
            text.named(
                    "Lookups",
                    "%s: %s",
                    Quantity.of(
                            status.leftOutLookups(),
                            "of a restored record is not set yet",
                            "of restored records are not set yet"),
                    ProposedCommand.of("restore", status.sync()));
        }
    }

    /** Of one record. */
    static String of(Deletion deletion) {
        String id = deletion.salesforceId();
        String run = ", run " + deletion.runId();
        return switch (deletion.status()) {
            case NOTED ->
                id + " was to be deleted, and the run ended or stopped before that; what it pointed to is kept" + run;
            case INTENDED, UNKNOWN -> "nobody knows yet whether " + id + " is deleted; the next run asks the org" + run;
            case DELETED, RESTORING ->
                id + " deleted " + time(deletion.endedAt()) + run + ", since "
                        + (deletion.payload() == null
                                ? "the row was gone; what it held is not kept any more"
                                : "the row was gone; what it held is kept for restore");
            case REFUSED -> id + " not deleted though the row is gone: " + deletion.code() + run;
            case RESTORED ->
                id + " was deleted and restored " + time(deletion.endedAt())
                        + (id.equals(deletion.restoredId()) ? "" : " as " + deletion.restoredId());
        };
    }

    /** A lookup that a restored record lacks. */
    static String of(LeftOutLookup lookup, String sync) {
        return lookup.field() + " of " + lookup.deletion().restoredId() + " is not set yet; it pointed to "
                + lookup.targetId() + ": " + ProposedCommand.of("restore", sync);
    }

    private static Instant time(Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS);
    }
}
