package io.accountsync.state;

import java.util.Optional;

/** Sessions of streams among the runs of a sync, for whoever only looks. Safe for several threads. */
public final class SessionLog {
    private final StateDatabase database;

    public SessionLog(StateDatabase database) {
        this.database = database;
    }

    /** The last session of the sync's stream; empty where it never had one. */
    public Optional<RunRecord> last(String sync) {
        return latest(sync, "=");
    }

    /** What was done last of the sync but sessions of its stream; empty when nothing was. */
    public Optional<RunRecord> lastOfOthers(String sync) {
        return latest(sync, "<>");
    }

    /** Whether a process is at it; what has not ended, and nobody is at, was cut off. */
    public boolean goesOn(RunRecord run) {
        if (run.endedAt() != null) {
            return false;
        }
        // The lease of a session is its own.
        return run.mode().equals(RunLog.STREAM)
                ? Leases.holder(
                                database,
                                LeaseName.ofSession(run.sync(), run.runId()).text())
                        .isPresent()
                : Leases.holder(database, run.sync())
                        .filter(held -> held.isOf(run))
                        .isPresent();
    }

    private Optional<RunRecord> latest(String sync, String equals) {
        return database
                .with(db -> db.query(
                        "select * from sync_run where sync = ? and mode " + equals + " '" + RunLog.STREAM
                                + "' order by run_id desc limit 1",
                        (row, n) -> RunLog.read(row),
                        sync))
                .stream()
                .findFirst();
    }
}
