package io.accountsync.run.compare;

import io.accountsync.mapping.WrittenKey;
import java.time.Instant;
import java.util.List;

/**
 * What a run would do to one record.
 *
 * @param externalId the key as the source has it; null when it is not known
 * @param salesforceId null for one that would be created
 * @param isLink whether the org has it under its External ID though the state does not know it
 * @param editedAt when somebody changed it in Salesforce after it was last sent; null when nobody did, or it never was
 * @param fields that would change
 * @param action what would happen to it
 * @param why that is, where it is more than that its row differs; else null
 */
public record PlannedRecord(
        String key,
        String externalId,
        String salesforceId,
        boolean isLink,
        Instant editedAt,
        List<PlannedField> fields,
        Action action,
        String why) {

    /** What would happen to a record. */
    public enum Action {
        /** Its row would be written. */
        WRITE,
        /** Its row is gone, and it would get the fields of {@code flag}. */
        FLAG,
        /** Its row is gone, and it would be deleted. */
        DELETE,
        /** It points to a record that is not there, and would be tried again by later runs. */
        DEFER,
        /** It is gone in Salesforce, and would not be made again. */
        GONE,
        /** It was merged in Salesforce, and the record that survived would take its place. */
        FOLLOW
    }

    /** One whose row would be written. */
    public PlannedRecord(
            String key,
            String externalId,
            String salesforceId,
            boolean isLink,
            Instant editedAt,
            List<PlannedField> fields) {
        this(key, externalId, salesforceId, isLink, editedAt, fields, Action.WRITE, null);
    }

    /** One that would be deleted. */
    public static PlannedRecord deletion(String key, String externalId, String salesforceId, String why) {
        return new PlannedRecord(key, externalId, salesforceId, false, null, List.of(), Action.DELETE, why);
    }

    /** The same one as one that would be flagged. */
    public PlannedRecord flagged() {
        return new PlannedRecord(
                key, externalId, salesforceId, isLink, editedAt, fields, Action.FLAG, "its row is gone");
    }

    /** One that would be neither created nor updated. */
    public static PlannedRecord kept(
            Action action, WrittenKey key, String salesforceId, List<PlannedField> fields, String why) {
        return new PlannedRecord(key.key(), key.externalId(), salesforceId, false, null, fields, action, why);
    }

    /** Whether it would be deleted. */
    public boolean isDeletion() {
        return action == Action.DELETE;
    }

    /** Whether it is gone in Salesforce. */
    public boolean isLost() {
        return action == Action.GONE || action == Action.FOLLOW;
    }

    /** What would happen, in a word: {@code create}, {@code update}, {@code flag}, {@code delete}, {@code defer}, {@code gone} or {@code follow}. */
    public String word() {
        return switch (action) {
            case WRITE -> isCreate() ? "create" : "update";
            case FLAG -> "flag";
            case DELETE -> "delete";
            case DEFER -> "defer";
            case GONE -> "gone";
            case FOLLOW -> "follow";
        };
    }

    /** What would be done to it, where {@link #why} says the reason: {@code deleted}, {@code deferred} and so on. */
    public String done() {
        return switch (action) {
            case WRITE -> "written";
            case FLAG -> "flagged";
            case DELETE -> "deleted";
            case DEFER -> "deferred";
            case GONE -> "rejected";
            case FOLLOW -> "followed";
        };
    }

    /**
     * One field of it.
     *
     * @param name as people know it, {@code Parent.Customer_Id__c}
     * @param from what Salesforce has, empty for nothing
     * @param to what would be written, empty for nothing
     */
    public record PlannedField(String name, String from, String to) {
        /** Without the values, which are a row's contents. */
        @Override
        public String toString() {
            return "PlannedField[" + name + "]";
        }
    }

    /** The key for people. */
    public WrittenKey written() {
        return new WrittenKey(key, externalId);
    }

    /** Whether it is new to the org. */
    public boolean isCreate() {
        return salesforceId == null;
    }

    /** Whether a field of it would be emptied. */
    public boolean clears() {
        return !isCreate() && fields.stream().anyMatch(field -> field.to().isEmpty());
    }

    /** Without the fields, which are a row's contents. */
    @Override
    public String toString() {
        return "PlannedRecord[" + key + "]";
    }
}
