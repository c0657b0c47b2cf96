package io.accountsync.config;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Which keys there are, for the syncs of one process: one that is misspelled would be passed over without notice. */
public final class KnownKeys {
    private static final String SYNC = "sync.";
    private static final String ERRORS = "errors.";

    /** A key for an error code of Salesforce, however its first words are spelled. */
    private static final Pattern OF_A_CODE = Pattern.compile("sync\\..*\\.([A-Z][A-Z_]+)");

    /** What every sync file asks for in addition to the keys that there are for all syncs. */
    private static final List<String> OF_ONE_SYNC =
            List.of("schedule", "time-zone", "row-log.table", "row-log.database");

    /** Keys of alerts that all syncs have, and each sync can have its own of. */
    private static final Pattern OF_ALERTS =
            Pattern.compile("sync\\.alert\\.(?:rejected|rejected-after|rows-deviation|rows-runs|duration|staleness)");

    /** Each sync can have its own of these, too. */
    private static final String OF_STREAMS = "sync.stream.";

    /** Environment variables are set by many; only one that looks like ours is taken for a mistake. */
    private static final int SLIPS = 3;

    private final Set<String> names = new TreeSet<>();
    private final Set<String> ofSyncs = new TreeSet<>(OF_ONE_SYNC);
    private final Set<String> syncs;

    /**
     * The keys of a process.
     *
     * @param syncs the names of its syncs
     * @param own keys that its route files name as placeholders
     */
    public KnownKeys(Collection<String> syncs, Collection<String> own) {
        this.syncs = new TreeSet<>(syncs);
        for (String key : PackedKeys.defaults().keySet()) {
            if (PackedKeys.isOurs(key)) {
                names.add(key);
                if (key.startsWith(SYNC)
                        && (key.indexOf('.', SYNC.length()) < 0
                                || key.startsWith(OF_STREAMS)
                                || OF_ALERTS.matcher(key).matches())) {
                    ofSyncs.add(key.substring(SYNC.length()));
                }
            }
        }
        for (String sync : syncs) {
            ofSyncs.forEach(key -> names.add(SYNC + sync + "." + key));
        }
        names.addAll(own);
    }

    /** What is wrong with an own key that a file sets, as the end of a sentence; empty when there is nothing. */
    public Optional<String> mistake(String key) {
        return isKnown(key) ? Optional.empty() : Optional.of("is not a known key; did you mean " + nearest(key) + "?");
    }

    private String nearest(String key) {
        Matcher code = OF_A_CODE.matcher(key);
        return code.matches() ? SYNC + ERRORS + code.group(1) : NearestNames.one(key, names);
    }

    /** The same for an environment variable of whatever name. */
    public Optional<String> mistakeInVariable(String variable) {
        List<String> variables = names.stream().map(Settings::environmentName).toList();
        if (!variable.matches("(SALESFORCE|SOURCE|STATE|SYNC)_.*") || variables.contains(variable)) {
            return Optional.empty();
        }
        String nearest = NearestNames.one(variable, variables);
        int slips = LevenshteinDistance.getDefaultInstance().apply(nearest, variable.toUpperCase(Locale.ROOT));
        return slips > SLIPS
                ? Optional.empty()
                : Optional.of("is not a known key of account-sync; did you mean " + nearest + "?");
    }

    private boolean isKnown(String key) {
        if (names.contains(key) || key.startsWith(SYNC + ERRORS)) {
            return true;
        }
        int dot = key.indexOf('.', SYNC.length());
        if (!key.startsWith(SYNC) || dot < 0) {
            return false;
        }
        String sync = key.substring(SYNC.length(), dot);
        String rest = key.substring(dot + 1);
        boolean isOfSyncs = ofSyncs.contains(rest) || rest.startsWith(ERRORS);
        // A process may run some of the syncs that its configuration is for, but hardly two of almost the same name.
        return isOfSyncs && (syncs.contains(sync) || syncs.stream().noneMatch(name -> isNear(name, sync)));
    }

    private static boolean isNear(String name, String other) {
        return LevenshteinDistance.getDefaultInstance().apply(name, other) <= 2;
    }
}
