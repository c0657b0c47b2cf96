package io.accountsync.run.sync;

import io.accountsync.config.Settings;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The keys that bound what happens to records whose rows are gone.
 *
 * @param allowed whether records are deleted at all
 * @param percent of the records sent before that may be deleted or flagged within 24 hours; 100 where only a number says how many
 * @param most how many of them at most, whatever their share
 */
public record DeletionSettings(boolean allowed, int percent, long most) {
    private static final String SWITCH = "sync.deletions";
    private static final String LIMIT = "sync.max-deletions";
    private static final Pattern FORM =
            Pattern.compile("(?:(\\d{1,3}) ?%)?(?: ?, ?)?(\\d{1,9})?", Pattern.CASE_INSENSITIVE);

    static DeletionSettings of(Settings settings) {
        // Off is off for all syncs: no file and no key of one sync turns it on again.
        boolean allowed = isOn(settings) && isOn(settings.forSync(null));
        return settings.read(
                LIMIT,
                "must be a share of the records, a number of them, or both with a comma between them for whichever is less, such"
                        + " as 1%,100",
                text -> read(allowed, text));
    }

    private static boolean isOn(Settings settings) {
        return settings.choice(SWITCH, "on", "off").equals("on");
    }

    private static DeletionSettings read(boolean allowed, String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || text.endsWith(",") || form.group(1) == null && form.group(2) == null) {
            return null;
        }
        int percent = form.group(1) == null ? 100 : Integer.parseInt(form.group(1));
        long most = form.group(2) == null ? Long.MAX_VALUE : Long.parseLong(form.group(2));
        return percent > 100 ? null : new DeletionSettings(allowed, percent, most);
    }

    /** How many of so many records may be deleted or flagged; of a few at least one, unless none may be. */
    public long limit(long records) {
        return Math.min(most, (records * percent + 99) / 100);
    }

    /** The limit as the key has it. */
    public String text() {
        String share = percent == 100 && most != Long.MAX_VALUE ? "" : percent + " %";
        String number = most == Long.MAX_VALUE ? "" : String.format(Locale.ROOT, "%,d", most);
        return share.isEmpty() || number.isEmpty() ? share + number : share + " or " + number + ", whichever is less";
    }
}
