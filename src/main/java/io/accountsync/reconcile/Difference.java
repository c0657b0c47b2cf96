package io.accountsync.reconcile;

import io.accountsync.mapping.WrittenKey;
import io.accountsync.run.compare.PlannedRecord.PlannedField;
import java.util.List;
import java.util.Locale;

/**
 * A record that is not the same on both sides.
 *
 * @param key as Salesforce compares it
 * @param externalId as the source has it, or Salesforce where the source has none; null when it is not known
 * @param salesforceId null for one that is missing
 * @param fields that differ, from Salesforce's value to the source's; none unless it is {@link Kind#DIFFERENT}
 */
public record Difference(Kind kind, String key, String externalId, String salesforceId, List<PlannedField> fields) {
    /** What is the matter with it. */
    public enum Kind {
        /** The source has it, Salesforce has not. */
        MISSING,
        /** Salesforce has other values. */
        DIFFERENT,
        /** Salesforce has it under an External ID that no row of the source has. */
        UNKNOWN;

        /** In lower case. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The key for people. */
    public WrittenKey written() {
        return new WrittenKey(key, externalId);
    }

    /** Without the fields, which are contents of rows and records. */
    @Override
    public String toString() {
        return "Difference[" + kind + " " + key + "]";
    }
}
