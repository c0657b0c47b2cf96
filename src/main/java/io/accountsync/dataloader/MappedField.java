package io.accountsync.dataloader;

/**
 * A field of a sync file.
 *
 * @param name the field, or the relationship of a lookup
 * @param value an expression over the row, or a constant
 * @param lookup External ID field of the record that the relationship points to, perhaps with its object before it; null for none
 * @param object what a reference points to; null for a field that is no reference
 * @param by the field of that object that has the value; null likewise
 * @param line of the mapping file
 */
record MappedField(String name, String value, boolean isConstant, String lookup, String object, String by, int line) {
    static MappedField plain(String name, String value, boolean isConstant, int line) {
        return new MappedField(name, value, isConstant, null, null, null, line);
    }

    boolean isPlain() {
        return lookup == null && object == null;
    }
}
