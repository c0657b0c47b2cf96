package io.accountsync.run.decide;

import io.accountsync.config.Quantity;
import io.accountsync.run.Run;
import io.accountsync.run.SendingPath;
import io.accountsync.run.send.Sending;
import io.accountsync.run.sync.ApiPath;
import io.accountsync.run.sync.BulkSettings;
import io.accountsync.state.ChangeCounts.Wave;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Chooses between collections and Bulk, before the first record is sent. Bulk needs few calls and takes its time, has no
 * smaller batches and no way to send one after the other; so it is for many records in an org that copes with them.
 */
public final class ApiChoice {
    /** Create, upload, close, two looks, successes, failures. */
    private static final long CALLS_A_JOB = 7;

    /** Percent of the records to be sent that may have met locks and limits lately. */
    private static final long CROWDED = 1;

    private final Sending sending;
    private final Run run;
    private final BulkSettings settings;
    private final List<Wave> waves;
    private final long records;

    public ApiChoice(Sending sending) {
        this.sending = sending;
        this.run = sending.run();
        this.settings = run.settings().bulk();
        this.waves = sending.changes().counts().waves();
        this.records = waves.stream().mapToLong(Wave::records).sum();
    }

    public SendingPath choose() {
        boolean many = records >= settings.threshold();
        if (settings.demands(ApiPath.COLLECTIONS)) {
            return collections("sync.path says so", false);
        }
        if (run.settings().autoAssign()) {
            return collections(
                    "salesforce.auto-assign=true is not known to Bulk API 2.0", many || settings.demands(ApiPath.BULK));
        }
        if (run.settings().allowDuplicates()) {
            return collections(
                    "salesforce.duplicate-rules=allow-alerts is not known to Bulk API 2.0",
                    many || settings.demands(ApiPath.BULK));
        }
        if (settings.demands(ApiPath.BULK)) {
            return new SendingPath(ApiPath.BULK, "sync.path says so", records, bulkCalls(), true);
        }
        return many
                ? ofMany()
                : collections(count("fewer than sync.bulk.threshold (%,d)", settings.threshold()), false);
    }

    private SendingPath ofMany() {
        long largest = waves.stream().mapToLong(Wave::records).max().orElse(0);
        if (largest < settings.threshold()) {
            return collections(
                    count(
                            "parents go before children, and no such step has as many records as sync.bulk.threshold (%,d)",
                            settings.threshold()),
                    true);
        }
        long crowded =
                run.state().jobs().crowdedLately() + run.state().rejected().countDeferred();
        OptionalLong left = sending.calls().allowance().callsLeft();
        boolean affordable = left.isEmpty() || collectionsCalls() <= left.getAsLong();
        if (crowded * 100 > records * CROWDED && affordable) {
            return collections(
                    Quantity.of(crowded, "record")
                            + " met locks or limits of the org's own code lately, and Bulk has no small batches",
                    true);
        }
        return new SendingPath(
                ApiPath.BULK,
                "collections would need " + Quantity.of(collectionsCalls(), "call")
                        + (affordable ? "" : count(", and the day has %,d left", left.getAsLong())),
                records,
                bulkCalls(),
                true);
    }

    private SendingPath collections(String reason, boolean remarkable) {
        return new SendingPath(ApiPath.COLLECTIONS, reason, records, collectionsCalls(), remarkable);
    }

    private long collectionsCalls() {
        return lookUps()
                + waves.stream()
                        .mapToLong(wave -> parts(wave.records(), run.settings().batchSize()))
                        .sum()
                + secondSteps();
    }

    private long bulkCalls() {
        return lookUps()
                + waves.stream()
                        .mapToLong(wave -> goesByBulk(settings, wave.records())
                                ? CALLS_A_JOB * parts(wave.bytes(), settings.jobSize())
                                : parts(wave.records(), run.settings().batchSize()))
                        .sum()
                + secondSteps();
    }

    /** Records that point to each other are sent twice. */
    private long secondSteps() {
        return parts(
                sending.changes().circles().twoSteps().toCome(), run.settings().batchSize());
    }

    private long lookUps() {
        return sending.outgoing().calls(records);
    }

    /** By which API so many records of a wave go: what is too small for Bulk goes by collections. */
    static ApiPath ofWave(Sending sending, long records) {
        ApiPath api = sending.path().api();
        return api != ApiPath.BULK || goesByBulk(sending.run().settings().bulk(), records) ? api : ApiPath.COLLECTIONS;
    }

    private static boolean goesByBulk(BulkSettings settings, long records) {
        return settings.demands(ApiPath.BULK) || records >= settings.threshold();
    }

    private static long parts(long whole, long part) {
        return (whole + part - 1) / part;
    }

    private static String count(String format, long number) {
        return String.format(Locale.ROOT, format, number);
    }
}
