package io.accountsync.state;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The Salesforce ids of the records of a change set. Safe for several threads. */
public final class ChangeIds {
    private final ChangeFile file;
    private final ChangeTable table;

    /** Records by whether their Salesforce ids are known, or by what they carry. */
    public enum Which {
        ALL("true", change -> true),
        KNOWN("salesforce_id is not null", change -> change.salesforceId() != null),
        UNKNOWN("salesforce_id is null", change -> change.salesforceId() == null),
        FLAGS("origin = " + Change.Origin.FLAG.ordinal(), Change::isFlag),
        ROWS("origin <> " + Change.Origin.FLAG.ordinal(), change -> !change.isFlag());

        private final String condition;
        private final Predicate<Change> includes;

        Which(String condition, Predicate<Change> includes) {
            this.condition = condition;
            this.includes = includes;
        }

        String condition() {
            return condition;
        }

        /** Whether a record is one of these. */
        public boolean includes(Change change) {
            return includes.test(change);
        }
    }

    ChangeIds(ChangeFile file, ChangeTable table) {
        this.file = file;
        this.table = table;
    }

    /** The next keys, in their order, of records that are to be sent and whose id is known. */
    public List<String> known(String after, int limit) {
        return file.ask(List.of(), db -> FoundRecords.known(db, after, limit));
    }

    /**
     * The next records of a wave, by parent and key.
     *
     * @param after the last record of the page before, or null for the first page
     */
    public List<Change> page(Which which, int wave, Change after, int limit) {
        return file.ask(List.of(), db -> table.page(db, ChangeStatus.READY, wave, which.condition, after, limit));
    }

    /** Those of these keys whose records are to be sent. */
    public Set<String> toSend(Collection<String> keys) {
        return new HashSet<>(file.ask(
                List.of(),
                db -> db.queryForList(
                        "select record_key from json_each(?) as wanted cross join change where record_key = wanted.value and "
                                + ChangeStatus.TO_SEND,
                        String.class,
                        JsonKeys.of(keys))));
    }

    /** Notes that records have other ids than was known, by key. */
    public void moved(Map<String, String> salesforceIds) {
        file.with(db -> FoundRecords.moved(db, salesforceIds));
    }

    /** The next keys, in their order, of records that are to be sent and that nobody knows yet. */
    public List<String> unknown(String after, int limit) {
        return file.ask(List.of(), db -> FoundRecords.unknown(db, after, limit));
    }

    /** Notes that the org has records which the state does not know, by key. */
    public void found(Map<String, String> salesforceIds) {
        file.with(db -> FoundRecords.found(db, salesforceIds));
    }

    /** Notes that records are new to the org after all, and get all their fields. */
    public void isNew(Collection<String> keys) {
        file.with(db -> FoundRecords.isNew(db, keys));
    }
}
