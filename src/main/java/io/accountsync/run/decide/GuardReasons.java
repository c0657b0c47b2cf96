package io.accountsync.run.decide;

import io.accountsync.config.ProposedCommand;
import io.accountsync.config.Quantity;
import io.accountsync.config.Sentence;
import io.accountsync.run.NotSent;
import io.accountsync.run.Run;
import io.accountsync.state.GuardedEffect;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Which guards hold something back, and why, in words. */
final class GuardReasons {
    private final Run run;
    private final String object;

    GuardReasons(Run run) {
        this.run = run;
        this.object = run.sync().mapping().object();
    }

    /**
     * Of all guards that hold it back; empty when none does.
     *
     * @param others records of the org that could be the same as new ones; 0 where nobody asked
     */
    Map<GuardedEffect, String> of(long others, GuardedChanges changes) {
        Map<GuardedEffect, String> reasons = new EnumMap<>(GuardedEffect.class);
        if (others > 0 && changes.createsMany(run.settings().maxCreates())) {
            reasons.put(GuardedEffect.CREATE, creates(others, changes));
        }
        int maxChanges = run.settings().maxChanges();
        if (GuardedChanges.isWorthALook(changes.updates(), maxChanges)) {
            long known = changes.changeable();
            if (changes.isTooMuch(changes.updates(), known, maxChanges)) {
                reasons.put(GuardedEffect.CHANGE, changes(known, changes));
            }
        }
        int maxClears = run.settings().maxClears();
        if (GuardedChanges.isWorthALook(changes.clears(), maxClears)) {
            long known = changes.known().getAsLong();
            if (changes.isTooMuch(changes.clears(), known, maxClears)) {
                reasons.put(GuardedEffect.CLEAR, clears(known, changes));
            }
        }
        return reasons;
    }

    private String creates(long others, GuardedChanges changes) {
        String key = run.sync().mapping().externalId();
        return said(
                changes.subject() + " create %s of %s, and the org has %,d without %s, which may be the same "
                        + "ones. %s Give those that are the same their %s first: %s",
                Quantity.of(changes.creates().total(), "record"),
                object,
                others,
                key,
                NotSent.of(run),
                key,
                ProposedCommand.of("adopt", run.name()));
    }

    private String changes(long known, GuardedChanges changes) {
        return said(
                changes.subject() + " change %,d of %s of %s sent before, more than "
                        + "sync.max-changes allows (%d %%). %s",
                changes.updates().total(),
                Quantity.of(known, "record"),
                object,
                run.settings().maxChanges(),
                NotSent.of(run));
    }

    private String clears(long known, GuardedChanges changes) {
        return said(
                changes.subject() + " empty fields of %,d of %s of %s sent before, more than "
                        + "sync.max-clears allows (%d %%). %s Has a column of the source gone empty?",
                changes.clears().total(),
                Quantity.of(known, "record"),
                object,
                run.settings().maxClears(),
                NotSent.of(run));
    }

    private static String said(String format, Object... values) {
        return Sentence.closed(String.format(Locale.ROOT, format, values));
    }
}
