package io.accountsync.run.decide;

import io.accountsync.run.HeldBackException;
import io.accountsync.run.Run;
import io.accountsync.run.RunStoppedException;
import io.accountsync.run.gone.Gone;
import io.accountsync.run.gone.GoneLimit;
import io.accountsync.run.send.Sending;
import io.accountsync.state.Plan;
import io.accountsync.state.SyncCursor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.component.salesforce.api.SalesforceException;

/**
 * Holds a run back that would change so much that an admin wants to know first: many new records next to ones that may be the same
 * companies, many changes, many emptied fields; or whose source lacks many records that it had. Its plan is kept in the state, where a
 * person can approve it. Of a stream, {@link StreamLimits} does.
 */
public final class ChangeLimits {
    private final Sending sending;
    private final Run run;
    private final Gone gone;

    /** @param gone the records that something is to happen to since their rows are gone */
    public ChangeLimits(Sending sending, Gone gone) {
        this.sending = sending;
        this.gone = gone;
        this.run = sending.run();
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
        long others = changes().createsMany(run.settings().maxCreates()) ? new OtherRecords(sending).count() : 0;
        GuardedChanges changes = changes();
        Optional<String> tooManyGone = new GoneLimit(sending.reading(), gone).reason();
        Optional<String> lacking = new MissingLimit(sending.reading()).reason(tooManyGone);
        // One approval is for all of it.
        List<String> reasons = new ArrayList<>();
        lacking.or(() -> tooManyGone.map(GoneLimit::alone)).ifPresent(reasons::add);
        reasons.addAll(new GuardReasons(run).of(others, changes).values());
        if (reasons.isEmpty()) {
            return Optional.empty();
        }
        Plan plan = plan(changes, lacking.isPresent(), tooManyGone.isPresent() ? gone.hash() : null, reasons);
        Optional<Plan> approved = run.state().plans().ofRuns().find();
        if (approved.isPresent() && approved.get().covers(plan)) {
            run.findings().note("Approved: plan " + approved.get().id());
            return Optional.empty();
        }
        run.state().write(() -> run.state().plans().ofRuns().save(plan));
        return Optional.of(plan);
    }

    /** Adopting is not a run: as long as none has completed, nobody has seen what the first one would do. */
    private GuardedChanges changes() {
        long updates = sending.changes().counts().updates();
        return new GuardedChanges(
                false,
                sending.reading().before().map(SyncCursor::mappingVersion).isEmpty(),
                Guarded.ofRun(run.progress().toSend()
                        - updates
                        - sending.changes().counts().found()),
                Guarded.ofRun(updates),
                Guarded.ofRun(sending.changes().counts().clears()),
                run.state().records()::count);
    }

    private Plan plan(GuardedChanges changes, boolean isLacking, String hash, List<String> reasons) {
        long missing =
                isLacking ? sending.reading().missing().orElseThrow().numbers().fresh() : 0;
        return new Plan(
                id(changes, missing, hash),
                sending.reading().org().id(),
                sending.reading().mappingVersion(),
                changes.creates().total(),
                changes.updates().total(),
                changes.clears().total(),
                missing,
                hash,
                String.join(" And: ", reasons),
                false);
    }

    /** The same for the same plan, so that runs on a schedule do not make a new one each time. */
    private String id(GuardedChanges changes, long missing, String hash) {
        String text = run.name() + " " + sending.reading().org().id() + " "
                + sending.reading().mappingVersion() + " " + changes.creates().total() + " "
                + changes.updates().total() + " " + changes.clears().total()
                + (missing == 0 ? "" : " " + missing)
                + (hash == null ? "" : " " + hash);
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8))
                .toString()
                .substring(0, 8);
    }
}
