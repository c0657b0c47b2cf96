package io.accountsync.cli;

import io.accountsync.config.ProposedCommand;
import io.accountsync.config.Quantity;
import io.accountsync.plan.PlanFigure;
import io.accountsync.plan.PlanReport;
import io.accountsync.plan.PlanReport.Totals;
import io.accountsync.run.compare.PlannedRecord;
import io.accountsync.run.compare.PlannedRecord.PlannedField;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A plan as a good diff shows it; in colour, and in its width, on a terminal. */
final class PlanText implements PlanOutput {
    private static final int WIDTH = 28;

    private final PrintWriter out;
    private final Cells cells;
    private long shown;

    PlanText(PrintWriter out, Screen screen) {
        this.out = out;
        this.cells = new Cells(screen);
    }

    @Override
    public void add(PlannedRecord planned) {
        shown++;
        line(
                "%s %s%s%s%s%s",
                mark(planned),
                Colour.BOLD.of(planned.written().text()),
                planned.isCreate() ? "  new" : "  " + planned.salesforceId(),
                planned.isLink() ? ", exists in the org, not yet linked" : "",
                planned.editedAt() == null ? "" : ", edited in Salesforce on " + planned.editedAt(),
                planned.why() == null ? "" : ", would be " + planned.done() + ": " + planned.why());
        for (PlannedField field : planned.fields()) {
            if (planned.isCreate()) {
                line("    %-" + WIDTH + "s %s", field.name(), Colour.GREEN.of(value(field.to(), 1)));
            } else {
                line(
                        "    %-" + WIDTH + "s %s → %s",
                        field.name(),
                        Colour.RED.of(value(field.from(), 2)),
                        Colour.GREEN.of(value(field.to(), 2)));
            }
        }
    }

    private static Shown mark(PlannedRecord planned) {
        return planned.isDeletion()
                ? Colour.RED.of("-")
                : planned.isCreate() ? Colour.GREEN.of("+") : Colour.YELLOW.of("~");
    }

    @Override
    public void end(PlanReport report, List<Path> files) {
        out.print(text(report, files));
    }

    private TextLines text(PlanReport report, List<Path> files) {
        TextLines text = new TextLines(10);
        if (report.isRefused()) {
            report.findings().forEach(finding -> text.line("%-7s %s", LevelText.of(finding), finding.text()));
            text.line("A run would be refused; nothing was planned.");
            return text;
        }
        if (shown > 0) {
            text.line("");
        }
        long records = Stream.of(
                        Totals.CREATES, Totals.UPDATES, Totals.FLAGS, Totals.DELETES, Totals.DEFERRED, Totals.GONE)
                .mapToLong(report::count)
                .sum();
        text.line("Plan of %s: nothing was sent", report.sync());
        text.org(report.org());
        text.named(
                "Read",
                "%s%s",
                Quantity.of(report.count(Totals.READ), "row"),
                report.readsAll() == null ? " since the last run" : ", all of them: " + report.readsAll());
        for (PlanFigure figure : PlanFigure.of(report)) {
            text.countAny(figure.count(), figure.label());
            if (figure.name().equals(Totals.DELETES) && !report.cascades().isEmpty()) {
                text.named("With them", "%s, which Salesforce deletes together with these", cascades(report));
            }
        }
        if (report.fields().values().stream().anyMatch(touched -> touched > 0)) {
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
            text.named("Time", "about %s, %s", report.time(), report.pace());
        }
        report.findings().forEach(finding -> text.line("  %-10s %s", LevelText.of(finding), finding.text()));
        report.notes().forEach(note -> text.named("Note", "%s", note));
        text.named("API calls", "%,d for this plan", report.count(Totals.API_CALLS));
        files.forEach(file -> text.named("Written to", "%s", file));
        if (shown < records) {
            text.named(
                    "Shown",
                    "%,d of %s; --all, --key KEY or --csv FILE show others",
                    shown,
                    Quantity.of(records, "record"));
        }
        cells.note(text, "--json and --csv FILE have all of them whole");
        if (report.wouldStop() != null) {
            text.line("The run would stop. %s", report.wouldStop());
        }
        if (report.heldBack() != null) {
            text.line(
                    "A guard would stop the run. %s If that is right, %s allows it.",
                    report.heldBack().reason(),
                    ProposedCommand.of(
                            "approve", report.sync(), report.heldBack().id()));
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

    /** @param values how many stand in its line */
    private String value(String value, int values) {
        return value.isEmpty() ? "(empty)" : cells.fit(value, WIDTH + 5 + 3 * (values - 1), values);
    }

    private void line(String format, Object... values) {
        out.printf(format, values);
        out.print('\n');
    }
}
