package io.accountsync.run.rejected;

import io.accountsync.config.Quantity;
import io.accountsync.config.Sentence;
import io.accountsync.run.Count;
import io.accountsync.run.NotSent;
import io.accountsync.run.Run;
import io.accountsync.run.RunStoppedException;
import io.accountsync.run.compare.Reading;
import io.accountsync.run.sync.SyncSettings;
import io.accountsync.state.InvalidRow;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Keeps the rows that could not be mapped, each of them, once every row was read and before anything is sent. */
public final class InvalidRowRetention {
    private static final int PAGE = 500;
    private static final int REASONS = 3;

    private final Reading reading;
    private final Run run;

    public InvalidRowRetention(Reading reading) {
        this.reading = reading;
        this.run = reading.run();
    }

    /**
     * Keeps them all in the state.
     *
     * @throws RunStoppedException when they are so many that the reason is hardly in the rows
     */
    public void keep() {
        stopReason().ifPresent(reason -> {
            throw new RunStoppedException(reason);
        });
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
        long invalid = run.findings().freshInvalid();
        // Rows that are known for it say nothing of a change, and some of them are read by every run.
        long read = run.counts().get(Count.READ) - run.counts().get(Count.INVALID) + invalid;
        SyncSettings settings = run.settings();
        if (read < settings.maxInvalidAfter() || invalid * 100 <= read * settings.maxInvalid()) {
            return Optional.empty();
        }
        String reasons = run.findings().all().stream()
                .filter(finding -> finding.kind().equals("invalid"))
                .limit(REASONS)
                .map(finding -> String.format(
                        Locale.ROOT,
                        "%s: %,d, such as %s",
                        finding.code(),
                        finding.count(),
                        finding.samples().get(0)))
                .collect(Collectors.joining("; "));
        return Optional.of(Sentence.closed(String.format(
                Locale.ROOT,
                "%,d of %s could not be read or mapped: that looks like a change at the source or a mistake in %s rather"
                        + " than like single rows. %s Correct the source or the mapping, or allow more than"
                        + " %d %% with sync.max-invalid.%s The reasons: %s",
                invalid,
                Quantity.of(read, "row"),
                run.sync().mapping().file(),
                NotSent.of(run),
                settings.maxInvalid(),
                NotSent.isStream(run) ? " The stream tries them again by itself." : "",
                reasons)));
    }
}
