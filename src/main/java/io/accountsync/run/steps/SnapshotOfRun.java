package io.accountsync.run.steps;

import io.accountsync.run.Run;
import io.accountsync.run.sync.StreamOrder;
import io.accountsync.source.QuerySnapshot;
import io.accountsync.source.SourceSnapshot;
import io.accountsync.state.RunSnapshots;
import org.apache.camel.Exchange;

/** What the queries of a run see of a database whose log a stream of the sync reads. */
final class SnapshotOfRun {
    private SnapshotOfRun() {}

    /** Has it taken down with the first query, where a stream may need it: also before that stream has had its first session. */
    static void want(Exchange exchange, Run run) {
        StreamOrder order = new StreamOrder(exchange.getContext(), run.sync());
        if (order.isStreamed() && !run.isPlanning() && !run.state().sessions().wereThere()) {
            run.state().write(() -> run.state().sessions().expect());
        }
        boolean isOfUse = order.isByLog() || run.state().sessions().snapshots().wereThere();
        if (isOfUse && order.now().isPresent()) {
            exchange.setVariable(QuerySnapshot.VARIABLE, new QuerySnapshot());
        }
    }

    /** Keeps it, before anything is written of the rows. */
    static void keep(Exchange exchange, Run run) {
        QuerySnapshot snapshot = exchange.getVariable(QuerySnapshot.VARIABLE, QuerySnapshot.class);
        exchange.removeVariable(QuerySnapshot.VARIABLE);
        if (snapshot != null) {
            snapshot.taken().ifPresent(taken -> keep(run, taken));
        }
    }

    private static void keep(Run run, SourceSnapshot taken) {
        RunSnapshots snapshots = run.state().sessions().snapshots();
        String database = run.settings().stream().within(taken.database());
        run.state()
                .write(() -> snapshots.keep(new RunSnapshots.Snapshot(
                        run.id(), run.begunAt(), database, taken.visible(), taken.position())));
    }
}
