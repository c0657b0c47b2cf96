package io.accountsync.run.decide;

import io.accountsync.config.ProposedCommand;
import io.accountsync.config.Quantity;
import io.accountsync.config.Sentence;
import io.accountsync.run.HeldBackException;
import io.accountsync.run.NotSent;
import io.accountsync.run.Run;
import io.accountsync.run.RunStoppedException;
import io.accountsync.run.compare.ExistingRecords;
import io.accountsync.run.gone.ApprovedGone;
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
            throw new HeldBackException(run.name(), held.get());
        }
    }

    /**
     * The same, for whoever wants to know only. The plan is kept in the state, so that it can be approved.
     *
     * @return empty when nothing is too much, or somebody approved it
     */
    public Optional<Plan> examine() throws SalesforceException {
        long others = othersThanKnown();
        ChangedRecords changed = new ChangedRecords(sending, before);
        long updates = changed.updates();
        long creates = creates() + before.creates();
        long clears = changed.clears();
        Optional<String> tooManyGone = new GoneLimit(sending.reading(), gone).reason();
        Optional<String> lacking = new MissingLimit(sending.reading()).reason(tooManyGone);
        // One approval is for all of it.
        List<String> reasons = Stream.of(
                        lacking.or(() -> tooManyGone.map(GoneLimit::alone)),
                        reason(others, creates, updates, clears, changed))
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
        run.state().write(() -> {
            run.state().plans().save(plan);
            if (before.isStream() && hash != null) {
                new ApprovedGone(run, gone).keep(plan.id());
            } else if (before.isStream()) {
                new ApprovedGone(run, gone).keepNone();
            }
        });
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

    private Optional<String> reason(long others, long creates, long updates, long clears, ChangedRecords changed) {
        String object = run.sync().mapping().object();
        String key = run.sync().mapping().externalId();
        if (others > 0 && createsMany()) {
            return said(
                    before.subject() + " create %s of %s, and the org has %,d without %s, which may be the same "
                            + "ones. %s Give those that are the same their %s first: %s",
                    Quantity.of(creates, "record"),
                    object,
                    others,
                    key,
                    NotSent.of(run),
                    key,
                    ProposedCommand.of("adopt", run.name()));
        }
        if (changed.isTooMuch(updates, run.settings().maxChanges())) {
            return said(
                    before.subject() + " change %,d of %s of %s sent before, more than "
                            + "sync.max-changes allows (%d %%). %s",
                    updates,
                    Quantity.of(changed.known(), "record"),
                    object,
                    run.settings().maxChanges(),
                    NotSent.of(run));
        }
        if (changed.isTooMuch(clears, run.settings().maxClears())) {
            return said(
                    before.subject() + " empty fields of %,d of %s of %s sent before, more than "
                            + "sync.max-clears allows (%d %%). %s Has a column of the source gone empty?",
                    clears,
                    Quantity.of(changed.known(), "record"),
                    object,
                    run.settings().maxClears(),
                    NotSent.of(run));
        }
        return Optional.empty();
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
