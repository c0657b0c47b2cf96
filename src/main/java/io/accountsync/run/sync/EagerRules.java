package io.accountsync.run.sync;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Finding;
import io.accountsync.mapping.Mapping;
import io.accountsync.mapping.Operation;
import io.accountsync.mapping.OwnLookup;
import io.accountsync.mapping.ReferenceField;
import io.accountsync.mapping.ReferenceField.Unresolved;
import io.accountsync.mapping.RowMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What keeps a sync from sending while it still reads, as {@code sync.eager} asks: all that can be judged only when every row is known.
 * Whoever asks for it learns each reason with its remedy, in {@code check} as in a run.
 */
public final class EagerRules {
    private static final String KEY = "sync.eager";
    private static final int ANY = 100;

    private final Mapping mapping;
    private final SyncSettings settings;
    private final RowMapper mapper;
    private final List<Finding> findings = new ArrayList<>();

    private EagerRules(Sync sync, RowMapper mapper) {
        this.mapping = sync.mapping();
        this.settings = sync.settings();
        this.mapper = mapper;
    }

    /** Every reason; empty where there is none, or the sync does not ask for it. */
    public static List<Finding> examine(Sync sync, RowMapper mapper) {
        return sync.settings().eager() ? new EagerRules(sync, mapper).examine() : List.of();
    }

    /**
     * Goes on only where there is none.
     *
     * @throws ConfigurationException with all of them
     */
    public static void require(Sync sync, RowMapper mapper) {
        List<Finding> reasons = examine(sync, mapper);
        if (!reasons.isEmpty()) {
            throw ConfigurationException.ofLines(
                    reasons.stream().map(Finding::text).toList());
        }
    }

    private List<Finding> examine() {
        byMapping();
        byKeys();
        byShares();
        return List.copyOf(findings);
    }

    private void byMapping() {
        if (!mapping.gone().isIgnored()) {
            refuse("whenRowGone: " + mapping.gone().whenRowGone().word()
                    + " counts the rows that are gone before anything happens; take it out of the file");
        }
        if (!mapper.ownLookups().all().isEmpty()) {
            refuse(mapper.ownLookups().all().stream().map(OwnLookup::name).collect(Collectors.joining(", "))
                    + " points to records of the same sync, and parents go before their children; write it by a sync of"
                    + " its own that follows this one");
        }
        if (mapping.operation() == Operation.CREATE) {
            refuse(
                    "operation: create changes no record that Salesforce has, and new ones wait for sync.max-creates in any case;"
                            + " leave operation out of the file");
        }
    }

    private void byKeys() {
        if (!settings.uniqueKeys()) {
            refuse(
                    "a key may come twice among the rows, and only the newest of them may be sent; where no key does, as with a"
                            + " primary key, set sync.unique-keys=true");
        }
        if (settings.bulk().demands(ApiPath.BULK)) {
            refuse("sync.path=bulk makes jobs of all that is to be sent; set it to auto or collections");
        }
    }

    /** What is a share of the rows is known when the last of them has come. */
    private void byShares() {
        share("sync.max-invalid", settings.maxInvalid(), "of the rows read that are invalid");
        share("sync.max-changes", settings.maxChanges(), "of the records that are changed");
        if (mapping.clearsFields()) {
            share(
                    "sync.max-clears",
                    settings.maxClears(),
                    "of the records that have fields emptied (whenEmpty: clear)");
        }
        if (mapping.cursor() == null) {
            share(
                    "sync.max-missing",
                    settings.maxMissing(),
                    "of the records that have no row any more",
                    ", also for a source that was emptied; or give the sync a cursor, with which it may stay");
        }
        if (mapper.references().stream().map(ReferenceField::unresolved).anyMatch(Unresolved.REJECT::equals)) {
            share(
                    "sync.max-rejected",
                    settings.maxRejected(),
                    "of the rows whose references find no record (unresolved: reject)");
        }
    }

    private void share(String guard, int percent, String ofWhat) {
        share(guard, percent, ofWhat, "");
    }

    private void share(String guard, int percent, String ofWhat, String more) {
        if (percent < ANY) {
            refuse(guard + "=" + percent + " is a share " + ofWhat
                    + ", which is known only when every row was read; set it to 100, which switches this guard off"
                    + more);
        }
    }

    private void refuse(String reason) {
        findings.add(Finding.error(mapping.file(), KEY, "is refused, since " + reason + ", or set sync.eager=false"));
    }
}
