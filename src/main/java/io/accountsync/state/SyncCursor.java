package io.accountsync.state;

/**
 * Where the next run of a sync begins, and what its state is about.
 *
 * @param orgId 18 characters
 * @param orgType such as {@code Developer Edition} or {@code sandbox}, for messages
 * @param cursorColumn null for a sync without one; so are cursorType and cursorValue then
 * @param cursorValue as the cursor type keeps it; null before the first completed run
 * @param mappingVersion of the last completed run; null before it
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
        String mappingVersion) {
    /** The same with another mapping version. */
    public SyncCursor withMappingVersion(String version) {
        return new SyncCursor(
                orgId, orgName, orgType, object, externalId, cursorColumn, cursorType, cursorValue, version);
    }
}
