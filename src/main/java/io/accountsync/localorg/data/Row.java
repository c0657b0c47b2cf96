package io.accountsync.localorg.data;

/**
 * One record. Values lie in the order in which the table first saw their fields, so that a record costs memory only for
 * the fields in use; the org's lock guards all of it.
 */
final class Row {

    private static final Object[] NO_VALUES = {};

    final int number;
    final long created;
    final String createdBy;
    long modified;
    String modifiedBy;
    /** When anything was last changed in it, by a user or by the org itself. */
    long stamped;
    /** The deletion that it went with; null while it is there. */
    Deletion deletion;
    /** The number of the last deletion that it went with, be it undone or not. */
    long lastDeletion;
    /** Whether it is gone for good, so that nobody sees it any more. */
    boolean purged;

    Object[] values = NO_VALUES;

    Row(int number, long created, String createdBy) {
        this.number = number;
        this.created = created;
        this.createdBy = createdBy;
        touch(created, createdBy);
    }

    void touch(long when, String by) {
        modified = when;
        modifiedBy = by;
        stamped = when;
    }

    boolean deleted() {
        return deletion != null;
    }

    void purge() {
        purged = true;
        values = NO_VALUES;
    }
}
