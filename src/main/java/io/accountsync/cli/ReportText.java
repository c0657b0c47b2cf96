package io.accountsync.cli;

import io.accountsync.config.ProposedCommand;
import io.accountsync.config.Quantity;
import io.accountsync.run.Count;
import io.accountsync.run.RunReport;
import io.accountsync.run.sync.RunMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** A report as a person reads it at a glance: how it ended, what became of every row, what needs attention. */
final class ReportText {
    /** Of duplicates the report as JSON has more. */
    private static final int SAMPLES = 20;

    private final RunReport report;
    private final TextLines text = new TextLines(10);

    private ReportText(RunReport report) {
        this.report = report;
    }

    static String of(RunReport report) {
        return new ReportText(report).write();
    }

    private String write() {
        text.line(
                "%s  %s (%s, %.1f s)",
                StatusWord.of(report.status()),
                report.sync(),
                run(),
                report.duration().toMillis() / 1000.0);
        if (report.message() != null) {
            text.lines("  ", report.message());
        }
        if (report.org() != null) {
            text.org(report.org());
            writeCounts();
            report.findings().forEach(this::write);
        }
        return text.toString();
    }

    private String run() {
        return report.runId() == null ? "not begun" : "run " + report.runId() + ", " + report.mode();
    }

    private void writeCounts() {
        text.named("Read", "%s%s", Quantity.of(report.count(Count.READ), "row"), which());
        for (Count count : Count.values()) {
            if (count.isOutcome() && report.count(count) > 0) {
                if (count == Count.REJECTED || count == Count.INVALID) {
                    text.count(Colour.RED, report.count(count), words(count));
                } else {
                    text.count(report.count(count), words(count));
                }
            }
        }
        if (report.count(Count.RETRIED_SENT) > 0) {
            text.named(
                    "Also",
                    "%s of earlier runs sent again, %,d confirmed",
                    Quantity.of(report.count(Count.RETRIED_SENT), "record"),
                    report.count(Count.RETRIED_CONFIRMED));
        }
        if (report.count(Count.RECREATED) > 0) {
            text.named(
                    "Recreated",
                    "%s sent before and deleted or merged in the org since",
                    Quantity.of(report.count(Count.RECREATED), "record"));
        }
        if (report.count(Count.FLAGGED) > 0) {
            text.named(
                    "Flagged",
                    "%s",
                    Quantity.of(
                            report.count(Count.FLAGGED),
                            "record, since the row is gone",
                            "records, since the rows are gone"));
        }
        if (report.count(Count.GONE) + report.count(Count.MERGED) > 0) {
            text.named(
                    "Gone",
                    "%,d deleted and %,d merged in Salesforce since they were sent",
                    report.count(Count.GONE),
                    report.count(Count.MERGED));
        }
        if (report.count(Count.MISSING) > 0) {
            text.named(
                    "Missing",
                    "%s sent before and not among the rows%s",
                    Quantity.of(report.count(Count.MISSING), "record"),
                    report.count(Count.DELETED) > 0 ? "" : "; nothing is deleted in Salesforce");
        }
        DeletionText.write(report, text);
        if (report.doubts() != null) {
            text.named(
                    "In doubt",
                    "%s until %s: a call may have been carried out, or may be late, and it is",
                    Quantity.of(report.doubts().records(), "record"),
                    Instant.ofEpochMilli(report.doubts().until()).truncatedTo(ChronoUnit.SECONDS));
            text.line("             not known; later runs compare with Salesforce, and send again what differs");
            report.doubts().why().forEach(why -> text.line("             %s", why));
        }
        if (report.path() != null && report.path().remarkable()) {
            text.named("Path", "%s", report.path().text());
        }
        report.notes().forEach(note -> text.named("Note", "%s", note));
        if (report.open().total() > 0) {
            text.named(
                    "Open",
                    "%s: %s",
                    OpenText.of(report.open(), report.startedAt()),
                    ProposedCommand.of("failures", report.sync()));
        }
        if (report.open().absent() > 0) {
            text.named("Absent", "%s", OpenText.absent(report.open()));
        }
        text.named("API calls", "%,d", report.count(Count.API_CALLS));
    }

    private String which() {
        if (report.mode().equals(RunMode.STREAM.word())) {
            return " of a stream";
        }
        if (!report.readToEnd()) {
            return "; the source was not read to its end";
        }
        return report.readsAll() == null ? " since the last run" : ", all of them: " + report.readsAll();
    }

    private void write(RunReport.Finding finding) {
        String kind = finding.kind().substring(0, 1).toUpperCase(Locale.ROOT)
                + finding.kind().substring(1).replace('_', ' ');
        text.line("  %-9s  %s: %,d", kind, finding.code(), finding.count());
        finding.shown().stream().limit(SAMPLES).forEach(sample -> text.line("             %s", sample));
        long shown = Math.min(SAMPLES, finding.samples().size());
        if (finding.count() > shown) {
            text.line("             and %,d more", finding.count() - shown);
        }
    }

    private static String words(Count count) {
        return switch (count) {
            case CONFIRMED_ON_REPEAT ->
                "confirmed on repeat (an answer was lost: created or updated, it cannot be known)";
            case NOT_IN_SALESFORCE -> "not in Salesforce (operation: update creates none; later runs look again)";
            case ALREADY_IN_SALESFORCE -> "already in Salesforce (operation: create updates none)";
            case STILL_REJECTED -> "still rejected (rejected before with these values)";
            case RETRY_LATER -> "to be retried by the next run";
            case DUPLICATE -> "duplicate (a newer row has the same key)";
            case INVALID -> "invalid (could not be read or mapped)";
            case REJECTED -> "rejected by Salesforce";
            case TOMBSTONE -> "gone (the row says so)";
            default -> count.name().toLowerCase(Locale.ROOT);
        };
    }
}
