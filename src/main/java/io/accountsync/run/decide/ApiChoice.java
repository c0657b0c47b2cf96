package io.accountsync.run.decide;

import io.accountsync.config.Quantity;
import io.accountsync.run.Run;
import io.accountsync.run.SendingPath;
import io.accountsync.run.send.Sending;
import io.accountsync.run.sync.ApiPath;
import io.accountsync.run.sync.BulkSettings;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Chooses between collections and Bulk, before the first record is sent. Bulk needs few calls and takes its time, has no
 * smaller batches and no way to send one after the other; so it is for many records in an org that copes with them.
 */
public final class ApiChoice {
    /** Percent of the records to be sent that may have met locks and limits lately. */
    private static final long CROWDED = 1;

    private final Sending sending;
    private final Run run;
    private final BulkSettings settings;
    private final List<PlannedWave> waves;
    private final long records;

    public ApiChoice(Sending sending) {
        this.sending = sending;
        this.run = sending.run();
        this.settings = run.settings().bulk();
        this.waves = PlannedWave.of(sending);
        this.records = waves.stream().mapToLong(PlannedWave::records).sum()
                - sending.changes().circles().twoSteps().toCome();
    }

    public SendingPath choose() {
        boolean many = records >= settings.threshold();
        if (settings.demands(ApiPath.COLLECTIONS)) {
            return collections("sync.path says so", false);
        }
        Optional<String> unknown = run.settings().unknownToBulk();
        if (unknown.isPresent()) {
            return collections(unknown.get() + " is not known to Bulk API 2.0", many || settings.demands(ApiPath.BULK));
        }
        if (settings.demands(ApiPath.BULK)) {
            return bulk("sync.path says so", largest());
        }
        return many
                ? ofMany()
                : collections(count("fewer than sync.bulk.threshold (%,d)", settings.threshold()), false);
    }

    private SendingPath ofMany() {
        if (largest().records() < settings.threshold()) {
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
        return bulk(
                "collections would need " + Quantity.of(collectionsCalls(), "call")
                        + (affordable ? "" : count(", and the day has %,d left", left.getAsLong())),
                null);
    }

    /** The first one of those that have most records. */
    private PlannedWave largest() {
        return waves.stream()
                .max(Comparator.comparingLong(PlannedWave::records)
                        .thenComparing(PlannedWave::number, Comparator.reverseOrder()))
                .orElseThrow();
    }

    /** @param main goes by Bulk however small it is; null for none */
    private SendingPath bulk(String reason, PlannedWave main) {
        List<PlannedWave> small = waves.stream()
                .filter(wave -> !wave.equals(main) && !WaveChoice.isWorthIt(run.settings(), wave.records()))
                .toList();
        long calls = lookUps()
                + waves.stream()
                        .mapToLong(wave -> small.contains(wave)
                                ? wave.collectionsCalls(run.settings().batchSize())
                                : wave.bulkCalls(settings.jobSize()))
                        .sum();
        return new SendingPath(
                ApiPath.BULK, reason + exceptOf(small), records, calls, true, main == null ? null : main.number());
    }

    /** Why some waves go by collections all the same. */
    private String exceptOf(List<PlannedWave> small) {
        if (small.isEmpty()) {
            return "";
        }
        long most = small.stream().mapToLong(PlannedWave::records).max().orElseThrow();
        return String.format(
                Locale.ROOT,
                "; parents go before children, and %,d of the %,d steps, each with at most %s, go by collections: a Bulk "
                        + "job takes about %s however small it is",
                small.size(),
                waves.size(),
                Quantity.of(most, "record"),
                Quantity.of(PlannedWave.CALLS_A_JOB, "call"));
    }

    private SendingPath collections(String reason, boolean remarkable) {
        return new SendingPath(ApiPath.COLLECTIONS, reason, records, collectionsCalls(), remarkable);
    }

    private long collectionsCalls() {
        return lookUps()
                + waves.stream()
                        .mapToLong(wave -> wave.collectionsCalls(run.settings().batchSize()))
                        .sum();
    }

    private long lookUps() {
        return sending.outgoing().calls(records);
    }

    private static String count(String format, long number) {
        return String.format(Locale.ROOT, format, number);
    }
}
