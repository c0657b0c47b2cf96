package io.accountsync.source;

/**
 * A row that could not be read; the source yields it in the row's place, so that it is counted and the rest goes on.
 *
 * @param place file and line
 * @param reason without contents of the row
 * @param hash by which the row is known wherever it stands, see {@link RowHash}; null where it is known by its place
 */
public record MalformedRow(String place, String reason, String hash) {
    /** A row that is known by its place. */
    public MalformedRow(String place, String reason) {
        this(place, reason, null);
    }

    @Override
    public String toString() {
        return "MalformedRow[" + place + ": " + reason + "]";
    }
}
