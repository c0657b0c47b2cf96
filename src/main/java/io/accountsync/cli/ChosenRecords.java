package io.accountsync.cli;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.ProposedCommand;
import io.accountsync.config.Sentence;
import io.accountsync.state.RefusedDeletions;
import io.accountsync.state.RejectedRecords;
import io.accountsync.state.RowIdentity;
import io.accountsync.state.StateDatabase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Rejected records that a person named, be they to be sent or to be deleted.
 *
 * @param keys empty for all
 */
record ChosenRecords(String sync, RejectedRecords records, RefusedDeletions deletions, List<String> keys) {
    /**
     * Reads {@code [SYNC] [KEY...]}; the sync may be left out when there is one.
     *
     * @throws ConfigurationException when one of the keys is not among the rejected records
     */
    static ChosenRecords of(StateDatabase database, List<String> words) {
        KnownSyncs syncs = KnownSyncs.of(database);
        boolean named = !words.isEmpty() && syncs.contains(words.get(0));
        String sync = named ? words.get(0) : syncs.only();
        List<String> written = named ? words.subList(1, words.size()) : words;
        RejectedRecords records = new RejectedRecords(database, sync);
        RefusedDeletions deletions = new RefusedDeletions(database, sync);
        List<String> spellings = written.stream()
                .flatMap(key -> RowIdentity.spellings(key).stream())
                .toList();
        Set<String> known = new HashSet<>(records.find(spellings).keySet());
        known.addAll(deletions.among(spellings));
        List<String> keys = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (String key : written) {
            RowIdentity.spellings(key).stream()
                    .filter(known::contains)
                    .findFirst()
                    .ifPresentOrElse(keys::add, () -> unknown.add(key));
        }
        if (!unknown.isEmpty()) {
            throw new ConfigurationException(
                    Sentence.closed("Not among the rejected records of " + sync + ": " + String.join(", ", unknown))
                            + " Nothing was changed. " + ProposedCommand.of("failures", sync) + " lists them."
                            + NumberSpelling.hint(unknown));
        }
        return new ChosenRecords(sync, records, deletions, keys);
    }
}
