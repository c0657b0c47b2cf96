package io.accountsync.cli;

import io.accountsync.run.Count;
import io.accountsync.run.RunReport;
import java.time.Duration;
import java.util.Locale;

/** A report as a person reads it at a glance: how it ended, what became of every row, what needs attention. */
final class ReportText {
    private ReportText() {}

    static String of(RunReport report) {
        StringBuilder text = new StringBuilder();
        line(text, "%s  %s (%s)", report.status(), report.sync(), title(report));
        if (report.message() != null) {
            line(text, "  %s", report.message().replace("\n", "\n  "));
        }
        if (report.org() != null) {
            line(
                    text,
                    "  Org        %s (%s, %s)",
                    report.org().name(),
                    report.org().kind(),
                    report.org().id());
        }
        line(
                text,
                "  Read       %,d rows%s",
                report.count(Count.READ),
                report.readsAll() == null ? " since the last run" : ", all of them: " + report.readsAll());
        for (Count count : Count.values()) {
            if (count.isOutcome() && report.count(count) > 0) {
                line(text, "    %,10d %s", report.count(count), words(count));
            }
        }
        if (report.count(Count.PARKED_SENT) > 0) {
            line(
                    text,
                    "  Besides    %,d parked records sent again, %,d of them confirmed",
                    report.count(Count.PARKED_SENT),
                    report.count(Count.PARKED_CONFIRMED));
        }
        if (report.count(Count.RECREATED) > 0) {
            line(
                    text,
                    "  Note       %,d of the created records had been sent before: somebody deleted or merged them in the"
                            + " org",
                    report.count(Count.RECREATED));
        }
        line(text, "  API calls  %,d", report.count(Count.API_CALLS));
        report.notes().forEach(note -> line(text, "  Note       %s", note));
        for (RunReport.Finding finding : report.findings()) {
            line(text, "  %s  %s: %,d", title(finding.kind()), finding.code(), finding.count());
            finding.samples().forEach(sample -> line(text, "             %s", sample));
            if (finding.count() > finding.samples().size()) {
                line(
                        text,
                        "             and %,d more",
                        finding.count() - finding.samples().size());
            }
        }
        return text.toString();
    }

    private static String title(RunReport report) {
        String run = report.runId() == null ? "not begun" : "run " + report.runId() + ", " + report.mode();
        return run + ", " + seconds(report.duration());
    }

    private static String title(String kind) {
        return String.format(Locale.ROOT, "%-9s", kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1));
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    private static String words(Count count) {
        return switch (count) {
            case CONFIRMED_ON_REPEAT -> "confirmed on repeat (an answer was lost; made or changed, nobody can know)";
            case STILL_REJECTED -> "still rejected (refused before, not sent again)";
            case RETRY_LATER -> "to be retried by the next run";
            case DUPLICATE -> "duplicate (a newer row has the same key)";
            case INVALID -> "invalid (could not be mapped)";
            case REJECTED -> "rejected by Salesforce";
            default -> count.name().toLowerCase(Locale.ROOT);
        };
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
