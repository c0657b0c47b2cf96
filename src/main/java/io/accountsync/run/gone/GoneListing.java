package io.accountsync.run.gone;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Quantity;
import io.accountsync.mapping.GoneRule;
import io.accountsync.run.Run;
import io.accountsync.run.compare.Reading;
import io.accountsync.run.sync.Sync;
import io.accountsync.state.GoneKeys;
import io.accountsync.state.GoneRecords.Pending;
import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;

/**
 * Which keys are said to be gone before the rows are read: those that something is to happen to since an earlier run, and those
 * that the route {@code <sync>-deletions} leaves. Rows that come afterwards are newer, and have the last word.
 */
public final class GoneListing {
    private static final int PAGE = 1000;

    private final CamelContext context;
    private final Reading reading;
    private final Run run;
    private final GoneKeys gone;

    public GoneListing(CamelContext context, Reading reading) {
        this.context = context;
        this.reading = reading;
        this.run = reading.run();
        this.gone = reading.changes().gone();
    }

    /**
     * Puts them into the change set.
     *
     * @throws ConfigurationException when the route leaves rows that have no key
     * @throws RuntimeException what the route met
     */
    public void list() {
        GoneRule rule = run.sync().mapping().gone();
        if (rule.isIgnored()) {
            return;
        }
        listPending();
        if (DeletionsRoute.isIn(context, run.sync())) {
            reading.absence().isSaidByRoute();
            listOfRoute();
        }
    }

    private void listPending() {
        String after = "";
        List<Pending> page;
        do {
            page = run.state().gone().pending(after, PAGE);
            for (Pending record : page) {
                gone.add(List.of(record.key()), record.how());
                after = record.key();
            }
        } while (page.size() == PAGE);
    }

    private void listOfRoute() {
        DeletionsRoute route = new DeletionsRoute(context, run.sync(), reading.mapper());
        route.read(reading.since().sqlValue(), Long.MAX_VALUE, this::add);
        if (route.unreadable() > 0) {
            run.findings()
                    .note(Quantity.of(route.unreadable(), "row") + " of the route "
                            + Sync.deletionsRoute(run.name())
                            + " named no record: no key, or none that the External ID could have");
        }
    }

    private void add(List<String> page) {
        Set<String> back = run.state().gone().back(page);
        if (!back.isEmpty() && !run.isPlanning()) {
            // Listed still, so it goes on not to count.
            run.state().write(() -> run.state().gone().areBack(back, GoneRow.How.DELETIONS_ROUTE.name(), run.id()));
        }
        gone.addNamed(page.stream().filter(key -> !back.contains(key)).toList(), GoneRow.How.DELETIONS_ROUTE.name());
        page.clear();
    }
}
