package io.accountsync.run.calls;

import io.accountsync.config.Quantity;
import io.accountsync.config.Sentence;
import io.accountsync.run.Count;
import io.accountsync.run.Counts;
import io.accountsync.run.sync.SyncSettings;
import io.accountsync.salesforce.ApiUsage;
import io.accountsync.salesforce.ApiUsage.Reading;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/** Whether a run may call Salesforce now: the org's calls of the day, our own share of them, and the hours that are barred. */
public final class ApiBudget {
    /** After that what the org reported is old: calls come back by the hour, and whoever does not call never learns it. */
    private static final Duration BELIEVED = Duration.ofMinutes(15);

    private final SyncSettings settings;
    private final Supplier<Optional<Reading>> usage;
    private final long callsBefore;
    private final Counts counts;
    private final Clock clock;

    /**
     * The allowance of one run.
     *
     * @param usage what the org's latest answer reported
     * @param callsBefore what earlier runs called within 24 hours
     * @param counts of this run
     */
    public ApiBudget(
            SyncSettings settings, Supplier<Optional<Reading>> usage, long callsBefore, Counts counts, Clock clock) {
        this.settings = settings;
        this.usage = usage;
        this.callsBefore = callsBefore;
        this.counts = counts;
        this.clock = clock;
    }

    /** Why no call may be made now, with the remedy; empty when one may. */
    public Optional<String> refusal() {
        Optional<String> until = settings.blackout().endingAfter(clock.instant());
        if (until.isPresent()) {
            return Optional.of(Sentence.closed("sync.blackout bars calls to Salesforce until " + until.get())
                    + " The rest remains to be sent; the next run after that sends it.");
        }
        long ours = callsBefore + counts.get(Count.API_CALLS);
        if (settings.maxCallsPerDay() > 0 && ours >= settings.maxCallsPerDay()) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "account-sync made %s in the last 24 hours, as many as sync.max-calls-per-day allows. The rest "
                            + "remains to be sent; calls come back as those 24 hours move on",
                    Quantity.of(ours, "call")));
        }
        return reported().filter(this::isUsedUp).map(this::usedUp);
    }

    /** How many calls may still be made, as far as that is known. */
    public OptionalLong callsLeft() {
        LongStream.Builder limits = LongStream.builder();
        if (settings.maxCallsPerDay() > 0) {
            limits.add(settings.maxCallsPerDay() - callsBefore - counts.get(Count.API_CALLS));
        }
        reported().ifPresent(reading -> limits.add(reading.limit() * settings.apiBudget() / 100 - reading.used()));
        return limits.build().min();
    }

    private Optional<Reading> reported() {
        Instant since = clock.instant().minus(BELIEVED);
        return usage.get().filter(reading -> reading.at().isAfter(since));
    }

    private boolean isUsedUp(Reading reading) {
        return reading.used() * 100 >= reading.limit() * settings.apiBudget();
    }

    private String usedUp(ApiUsage.Reading reading) {
        return String.format(
                Locale.ROOT,
                "The org's API calls of 24 hours are used, %,d of %,d, by all its clients together; sync.api-budget stops calls "
                        + "above %d %%. The rest remains to be sent; calls come back as the 24 hours move on",
                reading.used(),
                reading.limit(),
                settings.apiBudget());
    }
}
