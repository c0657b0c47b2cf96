package io.accountsync.plan;

import io.accountsync.page.HtmlPage;
import io.accountsync.page.PageLayout;
import io.accountsync.page.PageRecord;
import io.accountsync.page.Tone;
import io.accountsync.run.compare.PlannedRecord;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** A plan as a page that an admin opens, understands and signs; {@link PlanSummary} is what it says of all records. */
public final class PlanPage implements PlanSink, AutoCloseable {
    private static final String CLEARS = "losing a value";
    private static final String EDITED = "changed in Salesforce since last sent";
    private static final String LINK = "in the org already, not yet linked";

    private static final PageLayout LAYOUT = new PageLayout(
            List.of(
                    new PageLayout.Kind("create", "create", Tone.CREATE),
                    new PageLayout.Kind("update", "update", Tone.UPDATE),
                    new PageLayout.Kind("flag", "flag", Tone.FLAG),
                    new PageLayout.Kind("delete", "delete", Tone.DELETE),
                    new PageLayout.Kind("defer", "defer", Tone.QUIET),
                    new PageLayout.Kind("gone", "gone", Tone.ALERT),
                    new PageLayout.Kind("follow", "follow", Tone.UPDATE)),
            List.of(CLEARS, EDITED, LINK),
            "In Salesforce now",
            "Would be written",
            true);

    private final HtmlPage page;
    private final Clock clock;

    private PlanPage(HtmlPage page, Clock clock) {
        this.page = page;
        this.clock = clock;
    }

    /**
     * Begins one.
     *
     * @param file is replaced by {@link #end}, readable by its owner only
     * @throws io.accountsync.config.ConfigurationException when it cannot be written
     */
    public static PlanPage create(Path file, Clock clock) {
        return new PlanPage(HtmlPage.create(file, LAYOUT), clock);
    }

    @Override
    public void add(PlannedRecord planned) {
        List<String> tags = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        if (planned.clears()) {
            tags.add(CLEARS);
        }
        if (planned.isLink()) {
            tags.add(LINK);
            remarks.add("Exists in the org, not yet linked");
        }
        if (planned.editedAt() != null) {
            tags.add(EDITED);
            remarks.add("Edited in Salesforce on " + planned.editedAt());
        }
        if (planned.why() != null) {
            remarks.add("Would be " + planned.done() + ": " + planned.why());
        }
        page.add(PageRecord.of(
                planned.word(),
                planned.written().text(),
                planned.salesforceId(),
                tags,
                remarks,
                planned.fields().stream()
                        .map(field -> new PageRecord.Value(field.name(), field.from(), field.to(), false))
                        .toList()));
    }

    /** Writes the page. Not for a plan that was not made. */
    public void end(PlanReport report) {
        page.end(PlanSummary.of(report, clock.instant()));
    }

    @Override
    public void close() {
        page.close();
    }
}
