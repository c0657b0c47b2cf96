package io.accountsync.restore;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Sentence;
import io.accountsync.state.Deletion;
import io.accountsync.state.DeletionLog;
import io.accountsync.state.DeletionStatus;
import io.accountsync.state.RowIdentity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The records that a person named by their keys: deleted ones, and those that an earlier command restored, so that the same command
 * carries on where that one ended.
 */
final class NamedRecords {
    private final Set<String> keys = new LinkedHashSet<>();
    private final List<Deleted> deleted;
    private final List<Deleted> restored = new ArrayList<>();

    /**
     * Finds them in the state.
     *
     * @param written as people spell the keys
     * @throws ConfigurationException when a key is neither
     */
    NamedRecords(RestoreRun restoration, List<String> written) {
        DeletionLog log = restoration.run().state().deletions();
        Map<String, Set<String>> spellings = new LinkedHashMap<>();
        written.forEach(key -> spellings.put(key, spellings(restoration, key)));
        Set<String> all = spellings.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        Map<String, Deletion> known = log.restorable().of(all).stream()
                .collect(Collectors.toMap(Deletion::key, deletion -> deletion, (one, other) -> one));
        List<String> unknown = new ArrayList<>();
        spellings.forEach((key, ofKey) -> ofKey.stream()
                .filter(spelling -> known.containsKey(spelling) || isRestored(log, spelling))
                .findFirst()
                .ifPresentOrElse(keys::add, () -> unknown.add(key)));
        if (!unknown.isEmpty()) {
            throw new ConfigurationException(Sentence.closed("Not among the deleted records of "
                            + restoration.run().name() + ": " + String.join(", ", unknown))
                    + " Nothing was changed. account-sync explain KEY tells what is known of one.");
        }
        deleted = keys.stream()
                .filter(known::containsKey)
                .map(known::get)
                .map(Deleted::new)
                .toList();
    }

    private boolean isRestored(DeletionLog log, String key) {
        List<Deleted> last = log.of(key).stream()
                .limit(1)
                .filter(deletion -> deletion.status() == DeletionStatus.RESTORED)
                .map(Deleted::new)
                .toList();
        restored.addAll(last);
        return !last.isEmpty();
    }

    /** Those that were restored before. */
    List<Deleted> restored() {
        return restored;
    }

    /** The deleted ones. */
    List<Deleted> deleted() {
        return deleted;
    }

    /** The keys of all. */
    Set<String> keys() {
        return keys;
    }

    /** The org says whether a key is a number, which is the same one however it is written. */
    private static Set<String> spellings(RestoreRun restoration, String written) {
        Set<String> spellings = new LinkedHashSet<>(RowIdentity.spellings(written));
        String compared = restoration.target().mapper().keyOf(written);
        if (compared != null) {
            spellings.add(compared);
        }
        return spellings;
    }
}
