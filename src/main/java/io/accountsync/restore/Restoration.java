package io.accountsync.restore;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Sentence;
import io.accountsync.config.Settings;
import io.accountsync.restore.Restored.Way;
import io.accountsync.run.Count;
import io.accountsync.run.Failures;
import io.accountsync.run.Run;
import io.accountsync.run.RunStatus;
import io.accountsync.run.RunStoppedException;
import io.accountsync.run.calls.Calls;
import io.accountsync.run.calls.SyncTarget;
import io.accountsync.run.deletions.OrgRecords;
import io.accountsync.run.steps.CommandRun;
import io.accountsync.run.steps.Engine;
import io.accountsync.state.Deletion;
import io.accountsync.state.RestorableDeletions;
import io.accountsync.state.RowIdentity;
import io.accountsync.state.RunLog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.component.salesforce.api.SalesforceException;

/** Brings records back that a sync deleted since their rows were gone. */
public final class Restoration {
    private final CamelContext context;
    private final Engine engine;

    public Restoration(CamelContext context) {
        this.context = context;
        this.engine = Engine.of(context);
    }

    /**
     * Which records are to be restored.
     *
     * @param keys as a person writes them; empty for all
     * @param runId only those that this run deleted; null for those of any
     */
    public record Chosen(List<String> keys, Long runId) {}

    /**
     * Restores records, or says what would become of them.
     *
     * @param listener is told what became of each, as soon as it is known
     * @throws RunStoppedException when the org is not the one that is meant, or a run of the sync goes on
     * @throws ConfigurationException when a key is none of a deleted record
     * @throws SalesforceException when the org cannot be reached or refuses us before anything was done
     */
    public RestoreReport restore(String name, Chosen chosen, boolean dryRun, Consumer<Restored> listener)
            throws SalesforceException {
        try (CommandRun command = CommandRun.writing(engine, name, RunLog.RESTORE)) {
            Run run = command.run();
            Calls calls = command.calls();
            calls.allowance().refusal().ifPresent(reason -> {
                throw new RunStoppedException(reason);
            });
            Settings settings = Settings.of(context).forSync(name);
            SyncTarget target = SyncTarget.of(engine.syncs().get(name), calls.org(), settings, engine.database());
            RestoreRun restoration = new RestoreRun(context, calls, target, dryRun, listener);
            try {
                new Pages(restoration).restore(chosen);
            } catch (RuntimeException | SalesforceException e) {
                if (Failures.isConfiguration(e)) {
                    throw e;
                }
                run.fail(e);
            }
            RestoreReport report = report(restoration);
            command.ends(report.status(), report.message());
            return report;
        }
    }

    private static RestoreReport report(RestoreRun restoration) {
        Run run = restoration.run();
        RunStatus status = status(restoration);
        return new RestoreReport(
                run.name(),
                status,
                status.exitCode(),
                restoration.target().org(),
                restoration.target().object(),
                restoration.dryRun(),
                restoration.counts(),
                run.counts().get(Count.API_CALLS),
                run.failure().map(Failures::describe).or(run::stopReason).orElse(null));
    }

    private static RunStatus status(RestoreRun restoration) {
        if (restoration.run().failure().isPresent()) {
            return RunStatus.FAILED;
        }
        if (restoration.run().stopReason().isPresent()) {
            return RunStatus.STOPPED;
        }
        boolean all =
                restoration.counts().keySet().stream().noneMatch(way -> way == Way.REFUSED || way == Way.NOT_TRIED);
        return all ? RunStatus.SUCCEEDED : RunStatus.PARTIAL;
    }

    /** Goes through the records page by page; those that point to others come after them. */
    private static final class Pages {
        private final RestoreRun restoration;
        private final RestorableDeletions deletions;
        private final NewRecords newRecords;
        private final List<Deleted> later = new ArrayList<>();

        Pages(RestoreRun restoration) {
            this.restoration = restoration;
            this.deletions = restoration.run().state().deletions().restorable();
            this.newRecords = new NewRecords(restoration);
        }

        void restore(Chosen chosen) throws SalesforceException {
            if (!chosen.keys().isEmpty()) {
                for (List<Deleted> page : pagesOf(named(chosen.keys()))) {
                    restorePage(page);
                }
            } else {
                String after = "";
                List<Deletion> page = deletions.page(chosen.runId(), after, OrgRecords.IDS);
                while (!page.isEmpty() && !restoration.run().isStopping()) {
                    restorePage(page.stream().map(Deleted::new).toList());
                    after = page.get(page.size() - 1).salesforceId();
                    page = deletions.page(chosen.runId(), after, OrgRecords.IDS);
                }
            }
            restoreLater();
        }

        private void restorePage(List<Deleted> page) throws SalesforceException {
            if (restoration.run().isStopping()) {
                page.forEach(record -> restoration.ended(Restored.notTried(record)));
            } else {
                later.addAll(new RestorePage(restoration, newRecords).restore(page));
            }
        }

        /** Round by round; where no round brings any back, one of each circle is made without what it waits for. */
        private void restoreLater() throws SalesforceException {
            while (!later.isEmpty() && !restoration.run().isStopping()) {
                restoreRounds();
                beginCircles();
            }
            later.forEach(record -> restoration.ended(Restored.notTried(record)));
        }

        private void beginCircles() throws SalesforceException {
            Breakers breakers = new Breakers();
            Set<String> absent = restoration.deletedAmong(newRecords.referredTo(later));
            for (Deleted record : later) {
                Set<String> own = newRecords.referredTo(List.of(record));
                own.retainAll(absent);
                breakers.add(record, own);
            }
            List<Deleted> begin = breakers.find();
            Set<String> waiting = later.stream().map(Deleted::id).collect(Collectors.toSet());
            later.removeAll(begin);
            List<Deleted> free = begin.stream()
                    .filter(record -> !refusesForOthers(record, absent, waiting))
                    .toList();
            for (List<Deleted> page : pagesOf(free)) {
                newRecords.create(page, absent);
            }
        }

        /** Whoever restores the other record as well gets this one with its reference: so it is not made without. */
        private boolean refusesForOthers(Deleted record, Set<String> absent, Set<String> waiting) {
            Set<String> others = newRecords.referredTo(List.of(record));
            others.retainAll(absent);
            others.removeIf(id -> waiting.contains(id) || restoration.isRefused(id));
            if (!others.isEmpty()) {
                restoration.ended(Restored.refused(
                        record,
                        RestoreRun.REFERENCE_DELETED,
                        "it points to " + String.join(", ", others)
                                + ", which was deleted too; restore that first, or both at once"));
            }
            return !others.isEmpty();
        }

        private void restoreRounds() throws SalesforceException {
            int before = Integer.MAX_VALUE;
            while (!later.isEmpty()
                    && later.size() < before
                    && !restoration.run().isStopping()) {
                before = later.size();
                List<Deleted> round = List.copyOf(later);
                later.clear();
                for (List<Deleted> page : pagesOf(round)) {
                    restorePage(page);
                }
            }
        }

        private static List<List<Deleted>> pagesOf(List<Deleted> records) {
            List<List<Deleted>> pages = new ArrayList<>();
            for (int i = 0; i < records.size(); i += OrgRecords.IDS) {
                pages.add(List.copyOf(records.subList(i, Math.min(records.size(), i + OrgRecords.IDS))));
            }
            return pages;
        }

        private List<Deleted> named(List<String> written) {
            Map<String, Set<String>> spellings = new LinkedHashMap<>();
            written.forEach(key -> spellings.put(key, spellings(key)));
            Map<String, Deletion> known =
                    deletions
                            .of(spellings.values().stream().flatMap(Set::stream).toList())
                            .stream()
                            .collect(Collectors.toMap(Deletion::key, deletion -> deletion, (one, other) -> one));
            List<String> unknown = new ArrayList<>();
            List<Deleted> named = new ArrayList<>();
            spellings.forEach((key, ofKey) -> ofKey.stream()
                    .filter(known::containsKey)
                    .findFirst()
                    .ifPresentOrElse(spelling -> named.add(new Deleted(known.get(spelling))), () -> unknown.add(key)));
            if (!unknown.isEmpty()) {
                throw new ConfigurationException(Sentence.closed("Not among the deleted records of "
                                + restoration.run().name() + ": " + String.join(", ", unknown))
                        + " Nothing was changed. account-sync explain KEY tells what is known of one.");
            }
            return named.stream().distinct().toList();
        }

        /** The org says whether a key is a number, which is the same one however it is written. */
        private Set<String> spellings(String written) {
            Set<String> spellings = new LinkedHashSet<>(RowIdentity.spellings(written));
            String compared = restoration.target().mapper().keyOf(written);
            if (compared != null) {
                spellings.add(compared);
            }
            return spellings;
        }
    }
}
