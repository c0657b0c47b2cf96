package io.accountsync.reconcile;

import io.accountsync.config.ProposedCommand;
import io.accountsync.config.Quantity;
import io.accountsync.page.HtmlPage;
import io.accountsync.page.PageBar;
import io.accountsync.page.PageFact;
import io.accountsync.page.PageLayout;
import io.accountsync.page.PageRecord;
import io.accountsync.page.PageSection;
import io.accountsync.page.PageSummary;
import io.accountsync.page.PageVerdict;
import io.accountsync.page.Tone;
import io.accountsync.run.compare.NamedInvalidRow;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a reconciliation found, as a page: figures, and each difference with both sides. */
public final class ReconcilePage implements AutoCloseable {
    private static final int INVALID_SHOWN = 20;

    private static final PageLayout LAYOUT = new PageLayout(
            List.of(
                    new PageLayout.Kind("missing", "missing in Salesforce", Tone.CREATE),
                    new PageLayout.Kind("different", "different", Tone.UPDATE),
                    new PageLayout.Kind("unknown", "unknown to the source", Tone.FLAG)),
            List.of(),
            "In Salesforce",
            "In the source",
            true);

    private final HtmlPage page;
    private final Clock clock;

    private ReconcilePage(HtmlPage page, Clock clock) {
        this.page = page;
        this.clock = clock;
    }

    /**
     * Begins one.
     *
     * @param file is replaced by {@link #end}, readable by its owner only
     * @throws io.accountsync.config.ConfigurationException when it cannot be written
     */
    public static ReconcilePage create(Path file, Clock clock) {
        return new ReconcilePage(HtmlPage.create(file, LAYOUT), clock);
    }

    /** Takes the next difference. */
    public void add(Difference difference) {
        page.add(PageRecord.of(
                difference.kind().word(),
                difference.written().text(),
                difference.salesforceId(),
                List.of(),
                List.of(),
                difference.fields().stream()
                        .map(field -> new PageRecord.Value(field.name(), field.from(), field.to(), false))
                        .toList()));
    }

    /** Writes the page. */
    public void end(ReconcileReport report) {
        page.end(new PageSummary(
                "reconcile",
                "Source and Salesforce, sync " + report.sync(),
                "How the rows of the source and the records of Salesforce compare. Nothing was changed on either side.",
                List.of(
                        new PageFact("Org", report.org().name()),
                        new PageFact("Org id", report.org().id()),
                        new PageFact("Type of org", report.org().kind()),
                        new PageFact("Sync", report.sync()),
                        new PageFact("Object", report.object()),
                        new PageFact(
                                "Made at",
                                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString()),
                        new PageFact("Rows of the source", number(report.rows())),
                        new PageFact("API calls", number(report.calls()))),
                List.of(verdict(report)),
                List.of(
                        new PageSection("figures", "How they compare", figures(report), List.of()),
                        new PageSection("fields", "Fields that differ", fields(report), leftOut(report)),
                        new PageSection(
                                "invalid",
                                "Invalid rows",
                                List.of(),
                                NamedInvalidRow.lines(report.invalidRows(), report.invalid(), INVALID_SHOWN)),
                        new PageSection("notes", "Notes", List.of(), report.notes())),
                null));
    }

    private static PageVerdict verdict(ReconcileReport report) {
        return report.exitCode() == 0
                ? new PageVerdict("same", Tone.GOOD, "Every row is the same in Salesforce", "", null)
                : new PageVerdict(
                        "differs",
                        Tone.ALERT,
                        "They differ, or not every row could be compared",
                        report.open() == 0
                                ? ""
                                : Quantity.of(report.open(), "of these was", "of these were")
                                        + " rejected or deferred before.",
                        report.open() == 0
                                ? null
                                : ProposedCommand.of("failures", report.sync()).toString());
    }

    private static List<PageBar> figures(ReconcileReport report) {
        return List.of(
                new PageBar("equal", "the same", report.equal(), Tone.GOOD),
                new PageBar("missing", "missing in Salesforce", report.missing(), Tone.CREATE),
                new PageBar("different", "different there", report.different(), Tone.UPDATE),
                new PageBar(
                        "unknown",
                        "unknown to the source (records of " + report.object() + ")",
                        report.unknown(),
                        Tone.FLAG),
                new PageBar("invalid", "invalid (could not be read or mapped)", report.invalid(), Tone.DELETE),
                new PageBar("duplicate", "duplicate (a newer row has the same key)", report.duplicates(), Tone.QUIET));
    }

    private static List<PageBar> fields(ReconcileReport report) {
        return report.fields().entrySet().stream()
                .filter(field -> field.getValue() > 0)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(field -> new PageBar(field.getKey(), field.getKey(), field.getValue(), Tone.UPDATE))
                .toList();
    }

    private static List<String> leftOut(ReconcileReport report) {
        return report.leftOut().isEmpty()
                ? List.of()
                : List.of("Left out, which may differ on purpose: " + String.join(", ", report.leftOut()));
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    @Override
    public void close() {
        page.close();
    }
}
