package io.accountsync.run.compare;

import io.accountsync.mapping.MappedRecord;
import io.accountsync.mapping.Mapping;
import io.accountsync.state.InvalidRow;

/** A row as {@link RowReader} reads it: one that makes a record, or one that is invalid. */
public sealed interface ReadRow {
    /** Its number by {@link RowPlaces}, greater than those of the rows before. */
    long number();

    /** Of the record that it is about, as the source writes it; null where it has none that Salesforce could have. */
    String key(Mapping mapping);

    /** A row that makes a record. */
    record Mapped(long number, MappedRecord mapped) implements ReadRow {
        @Override
        public String key(Mapping mapping) {
            return mapping.written(mapped.key(), mapped.payload()).text();
        }
    }

    /** A row that says that its record is gone; of its payload only the key is there. */
    record Tombstone(long number, MappedRecord mapped) implements ReadRow {
        @Override
        public String key(Mapping mapping) {
            return mapping.written(mapped.key(), mapped.payload()).text();
        }
    }

    /**
     * A row that could not be read or mapped.
     *
     * @param recordKey the key of the record that it is about; null where it has none that Salesforce could have
     * @param hasKey whether it has a value in the External ID's column, whatever it is
     * @param row as the state keeps it
     * @param text which row, and why, in a line of the report
     */
    record Invalid(String recordKey, boolean hasKey, InvalidRow row, String text) implements ReadRow {
        @Override
        public long number() {
            return row.sequence();
        }

        @Override
        public String key(Mapping mapping) {
            return recordKey;
        }
    }
}
