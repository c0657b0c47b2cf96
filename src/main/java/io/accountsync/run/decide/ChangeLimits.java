package io.accountsync.run.decide;

import io.accountsync.config.ProposedCommand;
import io.accountsync.config.Quantity;
import io.accountsync.config.Sentence;
import io.accountsync.run.Count;
import io.accountsync.run.HeldBackException;
import io.accountsync.run.Run;
import io.accountsync.run.RunStoppedException;
import io.accountsync.run.compare.ExistingRecords;
import io.accountsync.run.compare.MissingRows;
import io.accountsync.run.gone.Gone;
import io.accountsync.run.gone.GoneLimit;
import io.accountsync.run.send.Sending;
import io.accountsync.salesforce.Org;
import io.accountsync.state.Plan;
import io.accountsync.state.SyncCursor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.camel.component.salesforce.api.SalesforceException;

/**
 * Holds a run back that would change so much that an admin wants to know first: many new records next to ones that may
 * be the
 * same companies, many changes, many emptied fields; or whose source lacks many records that it had. Its plan is kept in the
 * state, where a person can approve it.
 */
public final class ChangeLimits {

    private static final int NAMED = 3;

    private final Sending sending;
    private final Run run;
    private final Org org;
    private final Gone gone;
    private final RecentChanges before;

    /** @param gone the records that something is to happen to since their rows are gone */
    public ChangeLimits(Sending sending, Gone gone) {
        this(
                sending,
                gone,
                RecentChanges.ofRun(sending.reading()
                        .before()
                        .map(SyncCursor::mappingVersion)
                        .isEmpty()));
    }

    /** @param before what counts with it */
    public ChangeLimits(Sending sending, Gone gone, RecentChanges before) {
        this.before = before;
        this.sending = sending;
        this.gone = gone;
        this.run = sending.run();
        this.org = sending.calls().org();
    }

    /**
     * Looks at what the run is about to send.
     *
     * @throws RunStoppedException when that is too much and nobody approved it
     * @throws SalesforceException when the org cannot be asked
     */
    public void require() throws SalesforceException {
        Optional<Plan> held = examine();
        if (held.isPresent()) {
            throw new HeldBackException(
                    held.get().reason() + " If that is right, "
                            + ProposedCommand.of(
                                    "approve", run.name(), held.get().id()) + " allows it.",
                    held.get().id());
        }
    }

    /**
     * The same, for whoever wants to know only. The plan is kept in the state, so that it can be approved.
     *
     * @return empty when nothing is too much, or somebody approved it
     */
    public Optional<Plan> examine() throws SalesforceException {
        long others = othersThanKnown();
        long updates = sending.changes().counts().updates() + before.updates();
        long creates = creates() + before.creates();
        long clears = sending.changes().counts().clears() + before.clears();
        Optional<String> tooManyGone = new GoneLimit(sending.reading(), gone).reason();
        Optional<String> lacking = missing(tooManyGone);
        // One approval is for all of it.
        List<String> reasons = Stream.of(
                        lacking.or(() -> tooManyGone.map(GoneLimit::alone)), reason(others, creates, updates, clears))
                .flatMap(Optional::stream)
                .toList();
        if (reasons.isEmpty()) {
            return Optional.empty();
        }
        String hash = tooManyGone.isEmpty() ? null : gone.hash();
        long missing = lacking.isEmpty()
                ? 0
                : sending.reading().missing().orElseThrow().numbers().fresh();
        Plan plan = new Plan(
                id(creates, updates, clears, missing, hash),
                sending.reading().org().id(),
                sending.reading().mappingVersion(),
                creates,
                updates,
                clears,
                missing,
                hash,
                String.join(" And: ", reasons),
                false);
        Optional<Plan> approved = run.state().plans().find();
        if (approved.isPresent() && approved.get().covers(plan) && !before.isAny()) {
            run.findings().note("Approved: plan " + approved.get().id());
            return Optional.empty();
        }
        run.state().write(() -> run.state().plans().save(plan));
        return Optional.of(plan);
    }

    /**
     * How many records of the org could be the same as ones that this run would create; 0 when it creates few. Before anybody
     * is told of creates, the org says which keys it has: a state that was lost knows none of them.
     */
    private long othersThanKnown() throws SalesforceException {
        if (!createsMany()) {
            return 0;
        }
        long others = org.countWithout(
                run.sync().mapping().object(), run.sync().mapping().externalId());
        if (others > 0 && !sending.outgoing().tellsNewFromKnown()) {
            new ExistingRecords(sending.reading()).find();
        }
        return others;
    }

    private long creates() {
        return run.progress().toSend()
                - sending.changes().counts().updates()
                - sending.changes().counts().found();
    }

    /**
     * Adopting is not a run: as long as none has completed, nobody has seen what the first one would do. A batch of a stream that
     * creates nothing is not held for those before it, and asks the org nothing.
     */
    private boolean createsMany() {
        return creates() > 0
                && creates() + before.creates()
                        > (before.isFirst() ? 0 : run.settings().maxCreates());
    }

    private Optional<String> reason(long others, long creates, long updates, long clears) {
        String object = run.sync().mapping().object();
        String key = run.sync().mapping().externalId();
        if (others > 0 && createsMany()) {
            return said(
                    before.subject() + " create %s of %s, and the org has %,d without %s, which may be the same "
                            + "ones. Nothing was sent. Give those that are the same their %s first: %s",
                    Quantity.of(creates, "record"),
                    object,
                    others,
                    key,
                    key,
                    ProposedCommand.of("adopt", run.name()));
        }
        if (ShareLimit.isExceeded(updates, this::known, run.settings().maxChanges())) {
            return said(
                    before.subject() + " change %,d of %s of %s sent before, more than "
                            + "sync.max-changes allows (%d %%). Nothing was sent.",
                    updates,
                    Quantity.of(known(), "record"),
                    object,
                    run.settings().maxChanges());
        }
        if (ShareLimit.isExceeded(clears, this::known, run.settings().maxClears())) {
            return said(
                    before.subject() + " empty fields of %,d of %s of %s sent before, more than "
                            + "sync.max-clears allows (%d %%). Nothing was sent. Has a column of the source gone empty?",
                    clears,
                    Quantity.of(known(), "record"),
                    object,
                    run.settings().maxClears());
        }
        return Optional.empty();
    }

    /**
     * A table that was emptied, rights that hide rows, a file that was cut off: nothing of that is an error to who reads.
     *
     * @param deletions what else the run would do for that reason, and too often
     */
    private Optional<String> missing(Optional<String> deletions) {
        Optional<MissingRows> rows = sending.reading().missing().filter(all -> all.numbers()
                .areTooMany(run.settings(), run.counts().get(Count.READ)));
        return rows.map(all -> String.format(
                                Locale.ROOT,
                                "Of %s of %s sent before%s, the source has %,d no longer, such as %s: this run read every row"
                                        + " that there is (%,d), and sync.max-missing lets %d %% be missing",
                                Quantity.of(all.numbers().known(), "record"),
                                run.sync().mapping().object(),
                                all.numbers().known() < run.state().records().count() ? " and not missing already" : "",
                                all.numbers().fresh(),
                                String.join(", ", all.someFresh(NAMED)),
                                run.counts().get(Count.READ),
                                run.settings().maxMissing())
                        + deletions.map(text -> "; it " + text).orElse(""))
                .map(Sentence::closed)
                .map(text -> Sentence.closed(String.format(
                        Locale.ROOT,
                        "%s Nothing was sent%s: see whether a table was emptied, rights hide rows or a file was cut off; a source"
                                + " that has only a part on purpose needs %s",
                        text,
                        deletions.isEmpty() ? "" : ", deleted or flagged",
                        forAPart())));
    }

    /** Where what is absent counts as gone, allowing it to be absent would have it deleted or flagged. */
    private String forAPart() {
        return sending.reading().absence().matters()
                ? "deletedWhen in its file or a route " + run.name()
                        + "-deletions, which say what is gone, and then sync." + run.name() + ".max-missing=100"
                : "sync." + run.name() + ".max-missing=100";
    }

    private long known() {
        return run.state().records().count();
    }

    private static Optional<String> said(String format, Object... values) {
        return Optional.of(Sentence.closed(String.format(Locale.ROOT, format, values)));
    }

    /** The same for the same plan, so that runs on a schedule do not make a new one each time. */
    private String id(long creates, long updates, long clears, long missing, String hash) {
        String text = run.name() + " " + sending.reading().org().id() + " "
                + sending.reading().mappingVersion() + " " + creates + " " + updates + " " + clears
                + (missing == 0 ? "" : " " + missing)
                + (hash == null ? "" : " " + hash);
        String id = UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8))
                .toString()
                .substring(0, 8);
        return before.isStream() ? Plan.ofStream(id) : id;
    }
}
