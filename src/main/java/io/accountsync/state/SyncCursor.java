package io.accountsync.state;

/**
 * Where the next run of a sync begins, and what its state is about.
 *
 * @param orgId 18 characters
 * @param orgType such as {@code Developer Edition} or {@code sandbox}, for messages
 * @param cursorColumn null for a sync without one; so are cursorType and cursorValue then
 * @param cursorValue as the cursor type keeps it; null before the first completed run
 * @param mappingVersion of the last completed run; null before it
 * @param cursorForm how the cursor column writes its times, where it holds texts; else null
 * @param fullReadAt when the last completed run began that read every row, in milliseconds since 1970; of a state from before
 *     this was kept, when the cursor was last written; null before the first
 */
public record SyncCursor(
        String orgId,
        String orgName,
        String orgType,
        String object,
        String externalId,
        String cursorColumn,
        String cursorType,
        Long cursorValue,
        String mappingVersion,
        String cursorForm,
        Long fullReadAt) {
    /** Without a form, and without a reading of every row. */
    public SyncCursor(
            String orgId,
            String orgName,
            String orgType,
            String object,
            String externalId,
            String cursorColumn,
            String cursorType,
            Long cursorValue,
            String mappingVersion) {
        this(
                orgId,
                orgName,
                orgType,
                object,
                externalId,
                cursorColumn,
                cursorType,
                cursorValue,
                mappingVersion,
                null,
                null);
    }

    /** The same org, object and External ID field after another reading; parameters as those of the record. */
    public SyncCursor read(Long value, String version, String form, Long fullReadAt) {
        return new SyncCursor(
                orgId,
                orgName,
                orgType,
                object,
                externalId,
                cursorColumn,
                cursorType,
                value,
                version,
                form,
                fullReadAt);
    }

    /** The same with another mapping version. */
    public SyncCursor withMappingVersion(String version) {
        return read(cursorValue, version, cursorForm, fullReadAt);
    }
}
