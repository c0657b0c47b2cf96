package io.accountsync.run.compare;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Finding;
import io.accountsync.mapping.InvalidRowException;
import io.accountsync.mapping.Mapping;
import io.accountsync.mapping.RowMapper;
import io.accountsync.run.compare.ReadRow.Invalid;
import io.accountsync.run.compare.ReadRow.Mapped;
import io.accountsync.source.MalformedRow;
import io.accountsync.source.PlacedRow;
import io.accountsync.source.SourceBreakException;
import io.accountsync.source.SourceEvent;
import io.accountsync.state.InvalidRow;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads the rows of a source as a run does: maps each, numbers it by its place, makes sure that the first has the columns of the
 * mapping, and keeps which of them none has and whether texts have lost letters. Whatever reads rows, a run or another command, reads them by this. For one thread.
 */
public final class RowReader implements Iterator<ReadRow> {
    private final Mapping mapping;
    private final RowMapper mapper;
    private final RowPlaces places;
    private final AbsentColumns absent;
    private final ReplacedTexts replaced;
    private final Iterator<Object> rows;
    private boolean sawColumns;
    private long count;
    private ReadRow last;

    /** @param places to be asked for the places of these rows */
    public RowReader(Mapping mapping, RowMapper mapper, RowPlaces places, Iterator<Object> rows) {
        this.mapping = mapping;
        this.mapper = mapper;
        this.places = places;
        this.absent = new AbsentColumns(mapping);
        this.replaced = new ReplacedTexts(mapping);
        this.rows = rows;
    }

    @Override
    public boolean hasNext() {
        try {
            return rows.hasNext();
        } catch (SourceBreakException e) {
            throw placed(e);
        }
    }

    /**
     * The next row.
     *
     * @throws ConfigurationException when it is the first with columns, and lacks one that the mapping reads
     */
    @Override
    public ReadRow next() {
        Object row;
        try {
            row = rows.next();
        } catch (SourceBreakException e) {
            throw placed(e);
        }
        count++;
        if (!sawColumns && row instanceof Map<?, ?> first) {
            RowColumns.require(mapping, first);
            sawColumns = true;
        }
        absent.see(row);
        last = read(row, places.next(row));
        replaced.see(last);
        return last;
    }

    private ReadRow read(Object row, long number) {
        if (row instanceof MalformedRow malformed) {
            return invalid(malformed, number);
        }
        return row instanceof SourceEvent event ? map(event, number) : map(columnsOf(row), number);
    }

    /** Only here it is known how many rows there were, from whatever queries, and which was the last. */
    private SourceBreakException placed(SourceBreakException e) {
        return e.after(count, last == null ? null : last.key(mapping));
    }

    /** How many rows were read so far. */
    public long count() {
        return count;
    }

    /** A warning for each field whose column was in no row so far, and one where a text has lost letters. */
    public List<Finding> findings() {
        return Stream.concat(absent.findings().stream(), replaced.findings().stream())
                .toList();
    }

    private ReadRow map(Map<String, Object> row, long number) {
        try {
            return mapper.isTombstone(row)
                    ? new ReadRow.Tombstone(number, mapper.tombstone(row, true))
                    : new Mapped(number, mapper.map(row));
        } catch (InvalidRowException e) {
            return invalid(row, number, e);
        }
    }

    /** What a deleted row says of its record is the same as what deletedWhen says of a row that is there. */
    private ReadRow map(SourceEvent event, long number) {
        if (!event.isDeleted()) {
            return map(event.columns(), number);
        }
        try {
            return new ReadRow.Tombstone(number, mapper.tombstone(event.columns(), false));
        } catch (InvalidRowException e) {
            return invalid(event.columns(), number, e);
        }
    }

    private static Invalid invalid(MalformedRow row, long number) {
        InvalidRow invalid = new InvalidRow(
                InvalidIdentity.of(row).key(),
                number,
                Long.MIN_VALUE,
                "MALFORMED_ROW",
                row.reason(),
                null,
                row.place());
        return new Invalid(null, false, invalid, row.place() + ": " + row.reason());
    }

    private Invalid invalid(Map<String, Object> row, long number, InvalidRowException reason) {
        InvalidIdentity identity = InvalidIdentity.of(mapper, row);
        String place = places.of(number);
        InvalidRow invalid = new InvalidRow(
                identity.key(),
                number,
                mapper.cursorIn(row),
                reason.code(),
                reason.getMessage(),
                reason.field(),
                place,
                identity.externalId());
        // A key says more than the number of a row does, and less than the line of a file.
        boolean isNamed =
                identity.hasKey() && !(row instanceof PlacedRow placed && placed.line() > 0) && !places.isEvent(number);
        String text = (identity.hasKey() ? identity.written().text() : "a row without key")
                + (reason.field() == null ? "" : ", " + reason.field())
                + ": " + reason.getMessage()
                + (isNamed ? "" : " (" + place + ")");
        return new Invalid(identity.recordKey(), identity.hasKey(), invalid, text);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> columnsOf(Object row) {
        return (Map<String, Object>) row;
    }
}
