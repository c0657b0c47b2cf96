package io.accountsync.state;

import java.util.List;

/** How many records of which kind a change set has, as they are now. Safe for several threads. */
public final class ChangeCounts {
    static final String WITH_AN_EMPTY_FIELD = " and clears = 1";

    /**
     * The size of a wave.
     *
     * @param bytes of its payloads
     */
    public record Wave(int number, long records, long bytes) {}

    /**
     * The size of what a wave sends by one pass.
     *
     * @param bytes of its payloads
     */
    public record Part(int wave, ChangeIds.Which which, long records, long bytes) {}

    private final ChangeFile file;

    ChangeCounts(ChangeFile file) {
        this.file = file;
    }

    /** How many rows cannot be sent. */
    public long unresolved() {
        return size(ChangeStatus.UNRESOLVED);
    }

    /** How many of them are deferred until what they point to is there. */
    public long waiting() {
        return count("select count(*) from change join unresolved using (record_key, sequence)" + " where "
                + ChangeStatus.UNRESOLVED.is() + " and error_class = 'later'");
    }

    /** How many of them point to no record, or to several, and are to be rejected, and were not rejected with the same contents before. */
    public long newlyUnresolved() {
        return count("select count(*) from change join unresolved using (record_key, sequence)"
                + " where " + ChangeStatus.UNRESOLVED.is()
                + " and rejected_same = 0 and error_class = 'reject' and code like 'REFERENCE%'");
    }

    /** How many records that are to be sent are known to the state. */
    public long updates() {
        return count("select count(*) from change where salesforce_id is not null and found = 0 and "
                + ChangeStatus.TO_SEND);
    }

    /** How many records that are to be sent are unknown to the state, but were found in the org. */
    public long found() {
        return count("select count(*) from change where found = 1 and " + ChangeStatus.TO_SEND);
    }

    /** How many records that are to be sent nobody knows yet. */
    public long unknown() {
        return count("select count(*) from change where salesforce_id is null and " + ChangeStatus.TO_SEND);
    }

    /** How many of them have a field emptied. */
    public long clears() {
        return count("select count(*) from change where salesforce_id is not null and found = 0 and "
                + ChangeStatus.TO_SEND + WITH_AN_EMPTY_FIELD);
    }

    /** Which records these are. */
    public ChangedKeys keys() {
        return new ChangedKeys(file);
    }

    /** How many records are not sent, since their payload was rejected before. */
    public long stillRejected() {
        return size(ChangeStatus.REJECTED);
    }

    /** How many of them were rejected only just now, before their rows were read. */
    public long justRejected() {
        return count("select count(*) from change where rejected_same = 0 and " + ChangeStatus.REJECTED.is());
    }

    /** How many of them were rejected with a code. */
    public long stillRejected(String code) {
        return count("select count(*) from change where rejected_code = ? and " + ChangeStatus.REJECTED.is(), code);
    }

    /** How many records of an origin still have no final outcome; those that are rejected or held back do not count. */
    public long size(Change.Origin origin) {
        return count("select count(*) from change where origin = ? and " + ChangeStatus.TO_SEND, origin.ordinal());
    }

    /** How many records of an origin are held back. */
    public long heldBack(Change.Origin origin) {
        return count(
                "select count(*) from change where origin = ? and " + ChangeStatus.HELD_BACK.is(), origin.ordinal());
    }

    /** How many records of a wave still have no final outcome. */
    public long size(int wave) {
        return count("select count(*) from change where " + ChangeStatus.READY.is() + " and wave = ?", wave);
    }

    /** What is to be sent, wave by wave. */
    public List<Wave> waves() {
        return file.ask(
                List.of(),
                db -> db.query(
                        "select wave, count(*), sum(payload_size) from change where " + ChangeStatus.READY.is()
                                + " group by wave order by wave",
                        (row, n) -> new Wave(row.getInt(1), row.getLong(2), row.getLong(3))));
    }

    /** The same, with the records of each wave told apart. */
    public List<Part> parts(List<ChangeIds.Which> passes) {
        return passes.stream().flatMap(which -> parts(which).stream()).toList();
    }

    private List<Part> parts(ChangeIds.Which which) {
        return file.ask(
                List.of(),
                db -> db.query(
                        "select wave, count(*), sum(payload_size) from change where " + ChangeStatus.READY.is()
                                + " and " + which.condition() + " group by wave order by wave",
                        (row, n) -> new Part(row.getInt(1), which, row.getLong(2), row.getLong(3))));
    }

    /** How many rows say that their records are gone, without older duplicates. */
    public long tombstones() {
        return size(ChangeStatus.TOMBSTONE);
    }

    private long size(ChangeStatus status) {
        return count("select count(*) from change where " + status.is());
    }

    private long count(String query, Object... values) {
        return file.ask(0L, db -> db.queryForObject(query, Long.class, values));
    }
}
