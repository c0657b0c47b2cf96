package io.accountsync.run.rejected;

import io.accountsync.run.NotSent;
import io.accountsync.run.Run;
import io.accountsync.run.RunStoppedException;
import io.accountsync.run.compare.Reading;
import io.accountsync.state.InvalidRow;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the rows that could not be mapped, each of them, once every row was read and before anything is sent. Too many of them stop a run,
 * whose source can be corrected. They do not stop a stream: what is in a topic stays as it is, and good rows would wait behind it for ever.
 */
public final class InvalidRowRetention {
    private static final int PAGE = 500;

    private final Reading reading;
    private final Run run;

    public InvalidRowRetention(Reading reading) {
        this.reading = reading;
        this.run = reading.run();
    }

    /**
     * Keeps them all in the state.
     *
     * @throws RunStoppedException when they are a run's, and so many that the reason is hardly in the rows
     */
    public void keep() {
        if (!NotSent.isStream(run)) {
            stopReason().ifPresent(reason -> {
                throw new RunStoppedException(reason);
            });
        }
        String after = "";
        List<InvalidRow> page = reading.changes().invalid(after, PAGE);
        while (!page.isEmpty()) {
            new KeptRejections(reading).addInvalid(page);
            run.outcomes().invalid(page);
            after = page.get(page.size() - 1).key();
            page = reading.changes().invalid(after, PAGE);
        }
    }

    /** Why a run stops that has so many of them; empty when it goes on. */
    public Optional<String> stopReason() {
        return new InvalidShare(run).stopReason();
    }
}
