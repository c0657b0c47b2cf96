package io.accountsync.cli;

import io.accountsync.config.Quantity;
import io.accountsync.plan.PlanReport;
import io.accountsync.plan.PlanReport.Totals;
import io.accountsync.run.compare.PlannedRecord;
import io.accountsync.run.compare.PlannedRecord.PlannedField;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Help.Ansi;

/** A plan as a good diff shows it; in colour on a terminal. */
final class PlanText implements PlanOutput {
    private static final int WIDTH = 28;

    private final PrintWriter out;
    private long shown;

    PlanText(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void add(PlannedRecord planned) {
        shown++;
        line(
                "%s %s%s%s%s%s",
                mark(planned),
                colour("bold", planned.written().text()),
                planned.isCreate() ? "  new" : "  " + planned.salesforceId(),
                planned.isLink() ? ", exists in the org, not yet linked" : "",
                planned.editedAt() == null ? "" : ", edited in Salesforce on " + planned.editedAt(),
                planned.why() == null ? "" : ", would be " + done(planned) + ": " + planned.why());
        for (PlannedField field : planned.fields()) {
            if (planned.isCreate()) {
                line("    %-" + WIDTH + "s %s", field.name(), colour("green", value(field.to())));
            } else {
                line(
                        "    %-" + WIDTH + "s %s → %s",
                        field.name(),
                        colour("red", value(field.from())),
                        colour("green", value(field.to())));
            }
        }
    }

    private static String mark(PlannedRecord planned) {
        return planned.isDeletion()
                ? colour("red", "-")
                : planned.isCreate() ? colour("green", "+") : colour("yellow", "~");
    }

    private static String done(PlannedRecord planned) {
        return planned.isDeletion() ? "deleted" : "flagged";
    }

    @Override
    public void end(PlanReport report, Path csv) {
        out.print(text(report, csv));
    }

    private TextLines text(PlanReport report, Path csv) {
        TextLines text = new TextLines(10);
        if (report.isRefused()) {
            report.findings()
                    .forEach(finding -> text.line("%-7s %s", finding.level().word(), finding.text()));
            text.line("A run would be refused; nothing was planned.");
            return text;
        }
        if (shown > 0) {
            text.line("");
        }
        long records = Stream.of(Totals.CREATES, Totals.UPDATES, Totals.FLAGS, Totals.DELETES)
                .mapToLong(report::count)
                .sum();
        text.line("Plan of %s: nothing was sent", report.sync());
        text.org(report.org());
        text.named(
                "Read",
                "%s%s",
                Quantity.of(report.count(Totals.READ), "row"),
                report.readsAll() == null ? " since the last run" : ", all of them: " + report.readsAll());
        text.countAny(report.count(Totals.CREATES), "would be created");
        text.countAny(report.count(Totals.UPDATES), "would be updated");
        text.countAny(report.count(Totals.CLEARS), "of these losing the value of a field");
        text.countAny(report.count(Totals.FLAGS), "would be flagged, since the rows are gone");
        text.countAny(report.count(Totals.DELETES), "would be deleted, since the rows are gone");
        if (!report.cascades().isEmpty()) {
            text.named("With them", "%s, which Salesforce deletes together with these", cascades(report));
        }
        text.countAny(report.count(Totals.LINKS), "in the org already, to be linked by this update");
        text.countAny(report.count(Totals.EDITED), "changed in Salesforce since last sent");
        text.countAny(report.count(Totals.SAME), "would be sent, though the org has the same values already");
        text.countAny(report.count(Totals.UNCHANGED), "unchanged since confirmed by Salesforce");
        text.countAny(report.count(Totals.NOT_IN_SALESFORCE), "not in Salesforce (operation: update creates none)");
        text.countAny(
                report.count(Totals.ALREADY_IN_SALESFORCE), "already in Salesforce (operation: create updates none)");
        text.countAny(report.count(Totals.GONE), "gone in Salesforce (see whenGone; none would be made again)");
        text.countAny(report.count(Totals.DUPLICATE), "duplicate (a newer row has the same key)");
        text.countAny(report.count(Totals.INVALID), "invalid (could not be read or mapped)");
        text.countAny(report.count(Totals.STILL_REJECTED), "still rejected (rejected before with these values)");
        text.countAny(report.count(Totals.TOMBSTONES), "gone (the row says so)");
        text.countAny(
                report.count(Totals.MISSING),
                report.count(Totals.DELETES) > 0
                        ? "sent before and not among the rows"
                        : "sent before and not among the rows; nothing would be deleted in Salesforce");
        text.countAny(
                report.count(Totals.UNRESOLVED),
                "pointing to records that the org does not have or has several of, or to each other");
        text.countAny(report.count(Totals.WAITING), "of these would wait; the others would be rejected");
        if (records > report.count(Totals.DELETES)) {
            text.named("Fields", "%s", touched(report));
        }
        String untouched = report.fields().entrySet().stream()
                .filter(field -> field.getValue() == 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        if (!untouched.isEmpty()) {
            text.named("Untouched", "%s", untouched);
        }
        if (report.path() != null) {
            text.named("Path", "%s", report.path().text());
            text.named("Time", "about %s, %s", time(Duration.ofSeconds(report.seconds())), report.pace());
        }
        report.findings()
                .forEach(finding -> text.line("  %-10s %s", finding.level().word(), finding.text()));
        report.notes().forEach(note -> text.named("Note", "%s", note));
        text.named("API calls", "%,d for this plan", report.count(Totals.API_CALLS));
        if (csv != null) {
            text.named("Written to", "%s", csv);
        }
        if (shown < records) {
            text.named(
                    "Shown",
                    "%,d of %s; --all, --key KEY or --csv FILE show others",
                    shown,
                    Quantity.of(records, "record"));
        }
        if (report.wouldStop() != null) {
            text.line("The run would stop. %s", report.wouldStop());
        }
        if (report.heldBack() != null) {
            text.line(
                    "A guard would stop the run. %s If that is right, account-sync approve %s %s allows it.",
                    report.heldBack().reason(), report.sync(), report.heldBack().id());
        }
        return text;
    }

    @Override
    public void close() {
        out.flush();
    }

    private static String touched(PlanReport report) {
        return report.fields().entrySet().stream()
                .filter(field -> field.getValue() > 0)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(field -> String.format(Locale.ROOT, "%s %,d", field.getKey(), field.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String cascades(PlanReport report) {
        return report.cascades().entrySet().stream()
                .map(child -> child.getKey() + " "
                        + (child.getValue() == null
                                ? "(not countable)"
                                : String.format(Locale.ROOT, "%,d", child.getValue())))
                .collect(Collectors.joining(", "));
    }

    private static String time(Duration time) {
        return time.toMinutes() < 1
                ? Math.max(1, time.toSeconds()) + " s"
                : Quantity.of((time.toSeconds() + 59) / 60, "minute");
    }

    private static String value(String value) {
        return value.isEmpty() ? "(empty)" : value.replace("\r", "\\r").replace("\n", "\\n");
    }

    /** Values are not looked at for picocli's own markup. */
    private static String colour(String style, String text) {
        Ansi ansi = Ansi.AUTO;
        return ansi.enabled()
                ? Ansi.Style.on(Ansi.Style.parse(style)) + text + Ansi.Style.off(Ansi.Style.parse(style))
                : text;
    }

    private void line(String format, Object... values) {
        out.print(String.format(Locale.ROOT, format, values));
        out.print('\n');
    }
}
