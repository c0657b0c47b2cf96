package io.accountsync.run.gone;

import io.accountsync.config.Quantity;
import io.accountsync.config.Sentence;
import io.accountsync.run.Count;
import io.accountsync.run.Run;
import io.accountsync.run.compare.Reading;
import io.accountsync.run.sync.DeletionSettings;
import io.accountsync.run.sync.RunMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The guard of records whose rows are gone: how many may be deleted or flagged within 24 hours. What a person approved does not
 * count, and what it was granted for already within that time counts once.
 */
public final class GoneLimit {
    private static final int NAMED = 3;

    /** A session goes on for an hour: what would be too much is what the stream does, and the batches before it were sent. */
    private static final String STREAM = "This stream ";

    private final Reading reading;
    private final Run run;
    private final Gone gone;

    public GoneLimit(Reading reading, Gone gone) {
        this.reading = reading;
        this.run = reading.run();
        this.gone = gone;
    }

    /** A {@link #reason} that is the only one. */
    public static String alone(String reason) {
        return reason.startsWith(STREAM)
                ? Sentence.closed(reason)
                        + " Nothing of this batch was sent, deleted or flagged, and its rows come again:"
                        + " see whether the source is whole."
                : Sentence.closed("This run " + reason)
                        + " Nothing was sent, deleted or flagged: see whether the source is whole.";
    }

    /**
     * What it would do, where that is too much; empty when it is not. Of a run it is the end of a sentence, since it may have other
     * reasons to stop, too; of a stream the whole.
     */
    public Optional<String> reason() {
        if (gone.count() == 0) {
            return Optional.empty();
        }
        long fresh = 0;
        long absent = 0;
        List<String> some = new ArrayList<>();
        ApprovedGone approved = new ApprovedGone(run, gone);
        long byPerson = 0;
        for (List<GoneRow> page : gone) {
            List<String> keys = page.stream().map(GoneRow::key).toList();
            Set<String> allowed = approved.among(page);
            byPerson += allowed.size();
            Set<String> known = run.state().gone().grantedWithin(GoneLog.WINDOW, keys);
            fresh += keys.stream()
                    .filter(key -> !known.contains(key) && !allowed.contains(key))
                    .count();
            absent +=
                    page.stream().filter(row -> row.how() == GoneRow.How.ABSENT).count();
            keys.stream()
                    .filter(key -> !allowed.contains(key))
                    .limit(Math.max(0, NAMED - some.size()))
                    .forEach(some::add);
        }
        long used = run.state().gone().grantedWithin(GoneLog.WINDOW);
        DeletionSettings settings = run.settings().deletions();
        long limit = settings.limit(run.state().records().count() + used);
        boolean isEmpty = absent > 0 && run.counts().get(Count.READ) == 0;
        if (fresh == 0 || fresh + used <= limit && !isEmpty) {
            return Optional.empty();
        }
        long rest = gone.count() - byPerson;
        return Optional.of(String.format(
                Locale.ROOT,
                "%swould %s %s of %s since the %s gone (%s): %s",
                run.mode() == RunMode.STREAM ? STREAM : "",
                gone.areDeleted() ? "delete" : "flag",
                Quantity.of(rest, "record"),
                run.sync().mapping().object(),
                rest == 1 ? "row is" : "rows are",
                named(some, rest),
                isEmpty ? "the source has no row at all" : tooMany(used, limit, settings)));
    }

    private static String named(List<String> some, long all) {
        return String.join(", ", some) + (all > some.size() ? " and others" : "");
    }

    private static String tooMany(long used, long limit, DeletionSettings settings) {
        return String.format(
                Locale.ROOT,
                "within 24 hours sync.max-deletions allows %s (%s)%s",
                Quantity.of(limit, "record"),
                settings.text(),
                used == 0 ? "" : String.format(Locale.ROOT, ", and there were %,d already", used));
    }
}
