package io.accountsync.state;

import io.accountsync.mapping.Payload;

/**
 * A record that differs from what Salesforce confirmed, as the change set keeps it.
 *
 * @param key as Salesforce compares it
 * @param sequence the row's place in this run's reading; the later row wins among equal cursors
 * @param cursor 0 without a cursor column
 * @param fingerprint sixteen bytes
 * @param payload the fields as JSON in UTF-8
 * @param parentKey the record of the same object that this one points to, or null
 * @param salesforceId what the state holds for the key, or null when it is new to us
 * @param rejection what the state holds among its rejected records for the key, or null
 * @param origin where the payload comes from
 */
public record Change(
        String key,
        long sequence,
        long cursor,
        byte[] fingerprint,
        Payload payload,
        String parentKey,
        String salesforceId,
        Rejection rejection,
        Origin origin) {

    /**
     * An earlier rejection of the record.
     *
     * @param code why
     * @param ofThisPayload whether this very payload was rejected; otherwise another one, or the row was invalid
     */
    public record Rejection(String code, boolean ofThisPayload) {}

    /** Where a payload comes from. */
    public enum Origin {
        /** A row that this run read. */
        READ,
        /** A rejected or deferred record that is sent again, or what was confirmed of one in doubt, though this run did not read its row. */
        RETRIED,
        /** Nothing of a row: what a record gets whose row is gone. */
        FLAG
    }

    /** Whether this very payload was rejected before. */
    public boolean wasRejected() {
        return rejection != null && rejection.ofThisPayload();
    }

    /** Whether it is what Salesforce confirmed of a record in doubt: no row, and never rejected. */
    public boolean isConfirmedBefore() {
        return origin == Origin.RETRIED && rejection == null;
    }

    /** Whether its row is gone, and it is what the record gets for that. */
    public boolean isFlag() {
        return origin == Origin.FLAG;
    }

    /** Without the payload, which is a row's contents. */
    @Override
    public String toString() {
        return "Change[" + key + "]";
    }
}
