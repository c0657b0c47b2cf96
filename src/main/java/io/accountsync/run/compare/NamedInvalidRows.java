package io.accountsync.run.compare;

import io.accountsync.mapping.WrittenKey;
import io.accountsync.state.InvalidRow;
import io.accountsync.state.Unresolved;
import java.util.ArrayList;
import java.util.List;

/**
 * The invalid rows of a command other than a run, by key and place. All are counted, and the first are kept: memory does not
 * grow with the number of rows. Used by one thread at a time.
 */
public final class NamedInvalidRows {
    /** How many are kept. */
    static final int MOST = 1000;

    private final List<NamedInvalidRow> first = new ArrayList<>();
    private long count;

    /** A row that could not be read or mapped. */
    public void add(ReadRow.Invalid invalid) {
        InvalidRow row = invalid.row();
        String key = invalid.hasKey() ? row.key() : null;
        add(new NamedInvalidRow(key, row.externalId(), row.place(), row.code(), row.field(), row.message()));
    }

    /** A row whose values stand for no single record of the org; the reason's own message may hold them. */
    public void add(WrittenKey key, String place, Unresolved.Reason reason) {
        add(new NamedInvalidRow(
                key.key(),
                key.externalId(),
                place,
                reason.code(),
                reason.fields(),
                "points to a record that the org does not have, or has several of"));
    }

    private void add(NamedInvalidRow row) {
        count++;
        if (first.size() < MOST) {
            first.add(row);
        }
    }

    public long count() {
        return count;
    }

    /** The first ones, in the order in which they were read. */
    public List<NamedInvalidRow> first() {
        return List.copyOf(first);
    }
}
