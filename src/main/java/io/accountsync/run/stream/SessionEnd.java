package io.accountsync.run.stream;

import io.accountsync.run.Failures;
import io.accountsync.run.HeldBackException;
import io.accountsync.run.OwnFaultException;
import io.accountsync.run.RunReport;
import io.accountsync.run.steps.Engine;
import io.accountsync.run.steps.StreamRun;
import io.accountsync.run.sync.RunMode;
import org.apache.camel.util.ObjectHelper;

/** Ends sessions of a stream, and says why those are paused that broke. For one thread. */
final class SessionEnd {
    private final Engine engine;
    private final String sync;
    private final OwnFaults faults;

    SessionEnd(Engine engine, String sync) {
        this.engine = engine;
        this.sync = sync;
        this.faults = new OwnFaults(sync);
    }

    /**
     * Ends a session, and reports it.
     *
     * @param session null where it did not begin
     * @param error what broke it, as far as its run does not know; null where nothing did
     * @return why the stream is paused, where it broke
     */
    PausedStream of(StreamRun session, Throwable error) {
        Throwable explained = faults.explained(error);
        if (session == null) {
            return reason(nothing(explained), explained);
        }
        Throwable failure =
                explained == null ? faults.explained(session.run().failure().orElse(null)) : explained;
        RunReport report = session.end(explained);
        return failure instanceof OwnFaultException ? broken(failure) : reason(report, explained);
    }

    /** Why it is paused when not even its end could be told. */
    PausedStream broken(Throwable error) {
        return new PausedStream(Failures.describe(faults.explained(error)), null);
    }

    private static PausedStream reason(RunReport report, Throwable error) {
        HeldBackException held = ObjectHelper.getException(HeldBackException.class, error);
        String why = report.message() == null ? "what became of them is not known" : report.message();
        return new PausedStream(why, held == null ? null : held.plan());
    }

    private RunReport nothing(Throwable error) {
        RunReport report =
                RunReport.ofNothing(sync, RunMode.STREAM, engine.clock().instant(), error);
        return engine.runs().ended(report, Failures.isLoginRefused(error));
    }
}
