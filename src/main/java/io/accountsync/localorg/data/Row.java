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
    boolean deleted;
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
    }
}
