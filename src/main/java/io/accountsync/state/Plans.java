package io.accountsync.state;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What guards of a sync held back last: a plan of its runs and one of its stream, next to each other. An approval names one of them, and
 * is for that one only. Safe for several threads.
 */
public final class Plans {
    private final StateDatabase database;
    private final String sync;
    private final HeldPlan ofRuns;
    private final HeldPlan ofStream;

    public Plans(StateDatabase database, String sync) {
        this.database = database;
        this.sync = sync;
        this.ofRuns = HeldPlan.ofRuns(database, sync);
        this.ofStream = HeldPlan.ofStream(database, sync);
    }

    /** That of the runs. */
    public HeldPlan ofRuns() {
        return ofRuns;
    }

    /** That of the stream. */
    public HeldPlan ofStream() {
        return ofStream;
    }

    /** What there is of them, that of the runs first. */
    public List<Plan> all() {
        return Stream.of(ofRuns.find(), ofStream.find())
                .flatMap(Optional::stream)
                .toList();
    }

    /** The plan with this id; empty where it is neither of the two, since another one took its place. */
    public Optional<Plan> find(String id) {
        return all().stream().filter(plan -> plan.id().equals(id)).findFirst();
    }

    /** What holds the stream back until a person approves it, in all processes; empty when nothing does. */
    public Optional<Plan> holdingStream() {
        return ofStream.waiting();
    }

    /**
     * Lets what this plan says happen: by the next run, or by the stream from now on. An approval that is given again allows nothing more.
     *
     * @return whether there is such a plan
     */
    public boolean approve(String id) {
        boolean[] isThere = new boolean[1];
        database.atomicallyOrAgain(() -> {
            StreamGuards guards = new StreamGuards(database, sync);
            guards.lock();
            Optional<Plan> plan = find(id);
            isThere[0] = plan.isPresent();
            if (isThere[0] && !plan.get().approved()) {
                long now = database.now();
                if (plan.get().isOfStream()) {
                    new ApprovedDeletions(database, sync).approve(id);
                    guards.approve(plan.get(), now);
                }
                (plan.get().isOfStream() ? ofStream : ofRuns).approve(id, now);
            }
        });
        return isThere[0];
    }

    /** Forgets all: the state is taken back to before its first run. */
    void clear() {
        ofRuns.remove();
        ofStream.remove();
    }
}
