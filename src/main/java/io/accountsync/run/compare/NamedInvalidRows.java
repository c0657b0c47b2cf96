package io.accountsync.run.compare;

import io.accountsync.mapping.InvalidRowException;
import io.accountsync.mapping.RowMapper;
import io.accountsync.mapping.WrittenKey;
import io.accountsync.source.MalformedRow;
import io.accountsync.state.Unresolved;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The rows that a command other than a run could not map, by key and place. All are counted, and the first are kept: memory
 * does not grow with the number of rows. Used by one thread at a time.
 */
public final class NamedInvalidRows {
    /** How many are kept. */
    static final int MOST = 1000;

    private final RowPlaces places = new RowPlaces();
    private final List<NamedInvalidRow> first = new ArrayList<>();
    private long count;

    /** Every row comes by here, so that the place of each is known; gives back its number. */
    public long next(Object row) {
        return places.next(row);
    }

    public void add(MalformedRow row) {
        add(new NamedInvalidRow(null, row.place(), "MALFORMED_ROW", null, row.reason()));
    }

    public void add(RowMapper mapper, Map<String, ?> row, long number, InvalidRowException reason) {
        InvalidIdentity identity = InvalidIdentity.of(mapper, row);
        add(new NamedInvalidRow(
                identity.hasKey() ? identity.written() : null,
                places.of(number),
                reason.code(),
                reason.field(),
                reason.getMessage()));
    }

    /** A row whose values stand for no single record of the org; the reason's own message may hold them. */
    public void add(WrittenKey key, long number, Unresolved.Reason reason) {
        add(new NamedInvalidRow(
                key,
                places.of(number),
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
