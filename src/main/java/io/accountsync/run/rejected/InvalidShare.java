package io.accountsync.run.rejected;

import io.accountsync.config.Quantity;
import io.accountsync.config.Sentence;
import io.accountsync.run.Count;
import io.accountsync.run.Run;
import io.accountsync.run.sync.SyncSettings;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How many of the rows could not be read or mapped, where that is more than sync.max-invalid allows. */
public final class InvalidShare {
    private static final int REASONS = 3;

    private final Run run;

    public InvalidShare(Run run) {
        this.run = run;
    }

    /** Has the report of a session say so, which stops nothing; to be called once, at its end. */
    public void note() {
        if (isTooMuch()) {
            run.findings()
                    .note(Sentence.closed(share() + ", more than sync.max-invalid allows ("
                                    + run.settings().maxInvalid()
                                    + " %). A stream does not stop for that: the good rows were taken, and account-sync"
                                    + " failures " + run.name() + " lists the others with their places")
                            + " " + reasons());
        }
    }

    /** Why a run stops for it; empty when it goes on. */
    Optional<String> stopReason() {
        return isTooMuch()
                ? Optional.of(Sentence.closed(share()
                        + ": that looks like a change at the source or a mistake in "
                        + run.sync().mapping().file()
                        + " rather than like single rows. Nothing was sent. Correct the source or the mapping, or allow more than "
                        + run.settings().maxInvalid() + " % with sync.max-invalid. " + reasons()))
                : Optional.empty();
    }

    private boolean isTooMuch() {
        SyncSettings settings = run.settings();
        return read() >= settings.maxInvalidAfter() && invalid() * 100 > read() * settings.maxInvalid();
    }

    private String share() {
        return String.format(
                Locale.ROOT, "%,d of %s could not be read or mapped", invalid(), Quantity.of(read(), "row"));
    }

    private long invalid() {
        return run.findings().freshInvalid();
    }

    /** Rows that are known for it say nothing of a change, and some of them are read by every run. */
    private long read() {
        return run.counts().get(Count.READ) - run.counts().get(Count.INVALID) + invalid();
    }

    private String reasons() {
        return "The reasons: "
                + run.findings().all().stream()
                        .filter(finding -> finding.kind().equals("invalid"))
                        .limit(REASONS)
                        .map(finding -> String.format(
                                Locale.ROOT,
                                "%s: %,d, such as %s",
                                finding.code(),
                                finding.count(),
                                finding.samples().get(0)))
                        .collect(Collectors.joining("; "));
    }
}
