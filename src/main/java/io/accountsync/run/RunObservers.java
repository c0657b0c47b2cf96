package io.accountsync.run;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** All who want to know. */
public final class RunObservers implements RunObserver {
    private final List<RunObserver> all = new CopyOnWriteArrayList<>();

    public void add(RunObserver observer) {
        all.add(observer);
    }

    @Override
    public void began(String sync, long runId, String word) {
        all.forEach(observer -> observer.began(sync, runId, word));
    }

    @Override
    public void commandEnded(String sync, RunStatus status) {
        all.forEach(observer -> observer.commandEnded(sync, status));
    }

    @Override
    public void called(long calls) {
        all.forEach(observer -> observer.called(calls));
    }

    @Override
    public void sending() {
        all.forEach(RunObserver::sending);
    }

    @Override
    public void sent(Duration time) {
        all.forEach(observer -> observer.sent(time));
    }

    @Override
    public void unlogged(String sync, long records) {
        all.forEach(observer -> observer.unlogged(sync, records));
    }

    @Override
    public void paused(String sync, String reason) {
        all.forEach(observer -> observer.paused(sync, reason));
    }

    @Override
    public void triesAgain(String sync) {
        all.forEach(observer -> observer.triesAgain(sync));
    }

    @Override
    public void goesOn(String sync) {
        all.forEach(observer -> observer.goesOn(sync));
    }

    @Override
    public void ended(RunReport report, boolean loginRefused) {
        all.forEach(observer -> observer.ended(report, loginRefused));
    }
}
