package io.accountsync.alert;

import io.accountsync.cdc.PostgresChangesEndpoint;
import io.accountsync.config.Settings;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;

/** How far behind the slots are that routes of this process take changes from. */
final class ChangesJudge {
    private static final String KEY = "sync.cdc.max-lag";
    private static final String LOST =
            "changes from before the slot was made never come, since it had been dropped, its log had been too long, or the publication was"
                    + " there before it: records may lack them until a run has read the whole source, as with run --compare-all; now ";
    private static final long MEGABYTE = 1024L * 1024;

    private final CamelContext context;
    private final Predicate<PostgresChangesEndpoint> hasLost;

    /** @param hasLost whether changes of a slot were lost, and no run has healed that */
    ChangesJudge(CamelContext context, Predicate<PostgresChangesEndpoint> hasLost) {
        this.context = context;
        this.hasLost = hasLost;
    }

    List<Judgement> judge() {
        int most = Settings.of(context).wholeNumber(KEY, 0, Integer.MAX_VALUE);
        return PostgresChangesEndpoint.in(context).stream()
                .map(slot -> judge(slot.getSlot(), slot.lag(), most, hasLost.test(slot)))
                .toList();
    }

    private static Judgement judge(String slot, OptionalLong lag, int most, boolean isLost) {
        long bytes = lag.orElse(0);
        boolean isTooMuch = most > 0 && bytes > most * MEGABYTE;
        return new Judgement(
                AlertKind.CHANGES,
                "slot " + slot,
                null,
                isTooMuch || isLost ? AlertLevel.CRITICAL : AlertLevel.OK,
                isLost ? "lost" : "",
                isLost ? "has lost changes" : "is far behind",
                (isLost ? LOST : "")
                        + (lag.isEmpty()
                                ? "whether the source database has the slot is not known"
                                : String.format(
                                        Locale.ROOT,
                                        "the source database keeps %,d MB of its log for changes that were not taken",
                                        bytes / MEGABYTE))
                        + (isTooMuch
                                ? ", more than " + KEY
                                        + " allows; while the stream is paused or fails it grows, and fills the disk"
                                        + " unless max_slot_wal_keep_size bounds it"
                                : ""),
                Judgement.WELL,
                Map.of("slot", slot));
    }
}
