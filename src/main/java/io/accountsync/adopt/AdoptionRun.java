package io.accountsync.adopt;

import io.accountsync.config.Settings;
import io.accountsync.run.Count;
import io.accountsync.run.Failures;
import io.accountsync.run.Run;
import io.accountsync.run.RunStatus;
import io.accountsync.run.calls.Calls;
import io.accountsync.run.calls.SyncTarget;
import io.accountsync.salesforce.Org;
import io.accountsync.salesforce.RetryLoop;
import io.accountsync.state.LinkFile;
import io.accountsync.state.LinkFile.Link;
import io.accountsync.state.SyncedRecord;
import io.accountsync.state.UndecidedRows.Reason;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;

/**
 * One {@code adopt --apply} or {@code adopt --undo}: what the batches share. The route carries it in the variable {@code
 * linking}. Safe for the threads that send.
 */
public final class AdoptionRun implements AutoCloseable {
    private static final int PAGE = 1000;

    private final Calls calls;
    private final Run run;
    private final SyncTarget target;
    private final CamelContext context;
    private final LinkFile links;
    private final boolean undo;
    private final AdoptionLog undoLog;
    private final AdoptionLog refusedLog;
    private final Map<String, Long> refused = new TreeMap<>();
    private long written;
    private long before;
    private boolean claimed;

    /** A link that was not made, and why. */
    record Refusal(Link link, String code, String message) {}

    AdoptionRun(Calls calls, SyncTarget target, CamelContext context, LinkFile links, Path file, boolean undo) {
        this.calls = calls;
        this.run = calls.run();
        this.target = target;
        this.context = context;
        this.links = links;
        this.undo = undo;
        this.claimed = target.before() != null;
        this.undoLog = new AdoptionLog(AdoptionLog.beside(file, "undo"), AdoptCsv.ORG, target.keyField(), AdoptCsv.ID);
        this.refusedLog = new AdoptionLog(
                AdoptionLog.beside(file, "refused"), AdoptCsv.ID, target.keyField(), "code", "message", "at");
    }

    Run run() {
        return run;
    }

    Calls calls() {
        return calls;
    }

    SyncTarget target() {
        return target;
    }

    LinkFile links() {
        return links;
    }

    /** Whether External IDs are taken away again. */
    boolean undo() {
        return undo;
    }

    /** For the questions of one thread. */
    Org org() {
        return new Org(context, RetryLoop.once(Settings.of(context).forSync(run.name())));
    }

    /** Notes what is about to be written, so that it can be taken back whatever becomes of the process. */
    void note(List<Link> about) {
        if (!undo) {
            undoLog.add(about.stream()
                    .map(link -> new String[] {target.org().id(), link.externalId(), link.id()})
                    .toList());
        }
    }

    /**
     * Takes the decisions of the file, before the first link: what it links stays undecided until Salesforce has the link, so
     * that no run creates a second record meanwhile, whatever becomes of us.
     */
    void decide() {
        if (undo) {
            return;
        }
        run.state().write(() -> run.state().undecided().clear(Reason.MATCHED));
        decide(links::undecided, keys -> run.state().undecided().add(keys, Reason.AMBIGUOUS));
        decide(links::asNew, run.state().undecided()::decided);
        List<Link> page = links.page(0, PAGE);
        while (!page.isEmpty()) {
            List<String> keys = page.stream().map(Link::key).toList();
            run.state().write(() -> run.state().undecided().add(keys, Reason.REFUSED));
            page = links.page(page.get(page.size() - 1).number(), PAGE);
        }
    }

    private void decide(BiFunction<String, Integer, List<String>> pages, Consumer<List<String>> write) {
        List<String> page = pages.apply("", PAGE);
        while (!page.isEmpty()) {
            List<String> keys = page;
            run.state().write(() -> write.accept(keys));
            page = pages.apply(page.get(page.size() - 1), PAGE);
        }
    }

    /** Refuses what contradicts itself, before anything is written. */
    void refuseContradictions() {
        List<Link> page = links.contradictions(0, PAGE);
        while (!page.isEmpty()) {
            record(
                    List.of(),
                    List.of(),
                    page.stream()
                            .map(link -> new Refusal(
                                    link,
                                    "AMBIGUOUS",
                                    "the file gives this record another External ID, too, or another record this one"))
                            .toList());
            page = links.contradictions(page.get(page.size() - 1).number(), PAGE);
        }
    }

    /**
     * Records what became of a batch: the state knows from now on that these records are there, or that they are not.
     *
     * @param done what Salesforce confirmed
     * @param already what was there when we looked
     */
    synchronized void record(List<Link> done, List<Link> already, List<Refusal> refusals) {
        List<Link> there = new ArrayList<>(done);
        there.addAll(already);
        if (!there.isEmpty()) {
            run.state().write(() -> write(there));
            claimed = claimed || !undo;
        }
        refusedLog.add(refusals.stream()
                .map(refusal -> new String[] {
                    refusal.link().id(),
                    refusal.link().externalId(),
                    refusal.code(),
                    refusal.message(),
                    Instant.now().toString()
                })
                .toList());
        written += done.size();
        before += already.size();
        refusals.forEach(refusal -> refused.merge(refusal.code(), 1L, Long::sum));
    }

    private void write(List<Link> there) {
        List<String> keys = there.stream().map(Link::key).toList();
        if (undo) {
            keys.forEach(run.state().records()::remove);
            run.state().undecided().add(keys, Reason.UNDONE);
            return;
        }
        run.state().undecided().decided(keys);
        if (!claimed) {
            run.state().cursors().save(run.name(), run.sync().beginningAt(target.org()));
        }
        Map<String, SyncedRecord> known = run.state().records().find(keys);
        // Without a fingerprint: the next run sends what the rows say, as changes of records that are there.
        run.state()
                .records()
                .confirm(
                        there.stream()
                                .filter(link -> !known.containsKey(link.key()))
                                .map(link -> new SyncedRecord(link.key(), null, link.id()))
                                .toList(),
                        run.id());
        run.state().rejected().retries().retry(keys);
    }

    /** How it went. */
    synchronized AdoptionReport report() {
        long refusals = refused.values().stream().mapToLong(Long::longValue).sum();
        long asked = links.count();
        run.counts().add(Count.READ, asked);
        run.counts().add(Count.UPDATED, written);
        run.counts().add(Count.UNCHANGED, before);
        run.counts().add(Count.REJECTED, refusals);
        run.counts().add(Count.UNSENT, asked - written - before - refusals);
        RunStatus status = status(refusals);
        return new AdoptionReport(
                status,
                status.exitCode(),
                target.org(),
                target.object(),
                target.keyField(),
                undo,
                asked,
                written,
                before,
                new TreeMap<>(refused),
                run.counts().get(Count.UNSENT),
                run.state().undecided().count(),
                run.counts().get(Count.API_CALLS),
                undoLog.exists() ? undoLog.file() : null,
                refusals > 0 ? refusedLog.file() : null,
                run.failure().map(Failures::describe).or(run::stopReason).orElse(null));
    }

    private RunStatus status(long refusals) {
        if (run.failure().isPresent()) {
            return RunStatus.FAILED;
        }
        if (run.stopReason().isPresent()) {
            return RunStatus.STOPPED;
        }
        return refusals > 0 ? RunStatus.PARTIAL : RunStatus.SUCCEEDED;
    }

    @Override
    public void close() {
        undoLog.close();
        refusedLog.close();
    }
}
