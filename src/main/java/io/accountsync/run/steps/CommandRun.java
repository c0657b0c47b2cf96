package io.accountsync.run.steps;

import io.accountsync.config.LogContext;
import io.accountsync.run.Run;
import io.accountsync.run.RunStatus;
import io.accountsync.run.RunStoppedException;
import io.accountsync.run.calls.Calls;
import io.accountsync.run.sync.RunMode;
import io.accountsync.run.sync.SourceRoute;
import java.util.Optional;

/**
 * What has the lease of a sync as a run has it, and sends none of its rows: a plan, a reconciliation, an adoption. The state
 * knows it by a word of its own. It ends as failed unless {@link #ends} says otherwise.
 */
public final class CommandRun implements AutoCloseable {
    private final Engine engine;
    private final Run run;
    private final LogContext.Before before;
    private RunStatus status = RunStatus.FAILED;
    private String message;

    private CommandRun(Engine engine, Run run) {
        this.engine = engine;
        this.run = run;
        this.before = LogContext.about(run.name(), run.id());
    }

    /**
     * Begins what reads rows and writes nothing.
     *
     * @param mode how it reads them; null for what the keys say
     * @throws RunStoppedException when a run is in progress, or the process ends
     */
    public static CommandRun reading(Engine engine, String sync, RunMode mode, String word) {
        SourceRoute.require(engine.context(), sync);
        RunMode chosen = mode == null ? engine.syncs().get(sync).settings().mode() : mode;
        return begin(engine, sync, chosen, word, true);
    }

    /**
     * Begins what writes to the org without reading rows, and claims no records: no stream of the sync may go on.
     *
     * @throws RunStoppedException when a run is in progress, or a session of a stream, or the process ends
     */
    public static CommandRun writing(Engine engine, String sync, String word) {
        CommandRun command = begin(engine, sync, RunMode.INCREMENTAL, word, false);
        Optional<String> refusal = new OneWriter(engine.database(), sync).refusalOf(word);
        if (refusal.isPresent()) {
            command.ends(RunStatus.STOPPED, refusal.get());
            command.close();
            throw new RunStoppedException(refusal.get());
        }
        return command;
    }

    /** Begins what only says what it would write. */
    public static CommandRun looking(Engine engine, String sync, String word) {
        return begin(engine, sync, RunMode.INCREMENTAL, word, false);
    }

    private static CommandRun begin(Engine engine, String sync, RunMode mode, String word, boolean planning) {
        Run run = engine.runs().begin(() -> engine.beginning().open(sync, mode, word, planning));
        return new CommandRun(engine, run);
    }

    public Run run() {
        return run;
    }

    /** By which it calls Salesforce. */
    public Calls calls() {
        return engine.beginning().calls(run);
    }

    /**
     * Says how it ends.
     *
     * @param why it was not all; null when it was
     */
    public void ends(RunStatus how, String why) {
        status = how;
        message = why;
    }

    /** Writes its end, and gives the lease back. */
    @Override
    public void close() {
        run.outcomes().log().end(run.findings());
        before.close();
        run.observer().commandEnded(run.name(), status);
        engine.runs().over(run);
        try (run) {
            run.state()
                    .runs()
                    .end(run.id(), status.name(), message, run.counts().byColumn());
        }
    }
}
