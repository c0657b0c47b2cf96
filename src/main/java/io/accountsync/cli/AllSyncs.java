package io.accountsync.cli;

import io.accountsync.run.RunReport;
import io.accountsync.run.steps.Engine;
import io.accountsync.run.sync.RunMode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Runs every sync once: each after those that it follows, several at once where nothing binds them. */
final class AllSyncs {
    private final CamelRuntime runtime;
    private final UnaryOperator<RunReport> ending;

    /** @param ending what is to be said in a report of how its run ended */
    AllSyncs(CamelRuntime runtime, UnaryOperator<RunReport> ending) {
        this.runtime = runtime;
        this.ending = ending;
    }

    /**
     * Waits for all of them.
     *
     * @param limit how many records each sends at most; 0 for all
     * @param each gets every report when its run ends
     */
    AllReports run(RunMode mode, long limit, Consumer<RunReport> each) {
        Engine engine = runtime.engine();
        List<String> names = engine.syncs().order().sequence(engine.syncNames());
        // Before the first begins: a sync that waits holds a thread and nothing else.
        engine.turns().announce(names);
        ExecutorService threads = Executors.newFixedThreadPool(names.size());
        CompletionService<RunReport> runs = new ExecutorCompletionService<>(threads);
        List<ProgressDisplay> shown = new ArrayList<>();
        try {
            for (String name : names) {
                runs.submit(() -> run(name, mode, limit));
                shown.add(ProgressDisplay.startNamed(engine, name));
            }
            List<RunReport> reports = new ArrayList<>();
            while (reports.size() < names.size()) {
                reports.add(next(runs));
                each.accept(reports.get(reports.size() - 1));
            }
            return new AllReports(reports);
        } finally {
            shown.forEach(ProgressDisplay::close);
            threads.shutdownNow();
        }
    }

    private RunReport run(String name, RunMode mode, long limit) {
        try {
            return ending.apply(runtime.runInTurn(name, mode, limit));
        } finally {
            // Whatever kept it from its turn: those that follow it must not wait for ever.
            runtime.engine().turns().withdraw(List.of(name));
        }
    }

    private static RunReport next(CompletionService<RunReport> runs) {
        try {
            return runs.take().get();
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }
}
