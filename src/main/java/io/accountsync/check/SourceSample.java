package io.accountsync.check;

import io.accountsync.config.Finding;
import io.accountsync.config.Quantity;
import io.accountsync.mapping.InvalidRowException;
import io.accountsync.mapping.MappedRecord;
import io.accountsync.mapping.RowMapper;
import io.accountsync.run.compare.RowPlaces;
import io.accountsync.run.sync.Sync;
import io.accountsync.source.MalformedRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** The first rows of a source, mapped as a run would, to see how many of them would not pass and why. */
final class SourceSample {
    /** So many rows distinguish a mistake that all rows share from single rows. */
    static final int ROWS = 1000;

    /** Enough to find one that can be read. */
    static final int FEW_ROWS = 100;

    private static final String PLACE = "source";

    private final Sync sync;
    private final RowMapper mapper;
    private final RowPlaces places = new RowPlaces();
    private final Map<Reason, Doubt> doubts = new LinkedHashMap<>();
    private final Map<String, Seen> seen = new HashMap<>();
    private long rows;
    private long invalid;
    private long repeated;
    private String firstRepeated;

    private record Reason(String field, String code) {}

    private record Doubt(long rows, String place, String message) {}

    private record Seen(byte[] fingerprint, long number) {}

    /** @param mapper null where the mapping does not fit the org, so that rows can only be read */
    SourceSample(Sync sync, RowMapper mapper) {
        this.sync = sync;
        this.mapper = mapper;
    }

    /** Takes the next row. */
    @SuppressWarnings("unchecked")
    void add(Object row) {
        rows++;
        long number = places.next(row);
        if (row instanceof MalformedRow malformed) {
            doubt(null, "MALFORMED_ROW", malformed.place(), malformed.reason());
        } else if (mapper != null) {
            try {
                Map<String, ?> columns = (Map<String, ?>) row;
                if (mapper.isTombstone(columns)) {
                    mapper.tombstone(columns, true);
                } else {
                    look(mapper.map(columns), number);
                }
            } catch (InvalidRowException e) {
                doubt(e.field(), e.code(), places.of(number), e.getMessage());
            }
        }
    }

    /**
     * What is to be said of them.
     *
     * @param judges whether so many invalid rows that a run would stop are a finding
     * @param readsAll whether the next run reads every row, as those that are tried are
     */
    List<Finding> findings(boolean judges, BooleanSupplier readsAll) {
        List<Finding> findings = new ArrayList<>();
        doubts.forEach((reason, doubt) -> findings.add(
                Finding.warning(reason.field() == null ? PLACE : sync.mapping().file(), reason.field(), text(doubt))
                        .at(sync.mapping().lineOf(reason.field()))));
        if (judges && (isNoneMapped() || wouldStop())) {
            findings.add(
                    readsAll.getAsBoolean()
                            ? Finding.error(PLACE, null, tooMany("a run would", ""))
                            : Finding.warning(
                                    PLACE,
                                    null,
                                    tooMany("a run that reads every row would", " (the next one reads what changed)")));
        }
        if (repeated > 0) {
            findings.add(Finding.warning(
                    PLACE,
                    null,
                    String.format(
                            Locale.ROOT,
                            "%s with the key of another row and other contents. Without a cursor the"
                                    + " later row is taken, whichever is newer. Give each key one row, or name a cursor."
                                    + " The first: %s",
                            Quantity.ofFirst(repeated, rows, "row"),
                            firstRepeated)));
        }
        return findings;
    }

    private String tooMany(String who, String which) {
        String what = Quantity.ofFirst(invalid, rows, "row") + " could not be read or mapped, so that " + who + " "
                + (isNoneMapped() && !wouldStop() ? CheckReport.SEND_NOTHING : "stop") + which;
        return isNoneMapped()
                ? what + "; " + remedyOfAll()
                : String.format(
                        Locale.ROOT,
                        "%s; correct the source or the mapping, or allow more than %d %% with sync.max-invalid",
                        what,
                        sync.settings().maxInvalid());
    }

    /** Of a mistake that every row has, no share of rows is to be allowed. */
    private String remedyOfAll() {
        List<Reason> ofAll = doubts.entrySet().stream()
                .filter(doubt -> doubt.getValue().rows() == rows)
                .map(Map.Entry::getKey)
                .toList();
        return ofAll.isEmpty() || ofAll.get(0).field() == null
                ? "correct the source or the mapping"
                : "all of them fail for " + ofAll.get(0).field() + ": correct its mapping";
    }

    private boolean isNoneMapped() {
        return invalid > 1 && invalid == rows;
    }

    private boolean wouldStop() {
        return rows >= sync.settings().maxInvalidAfter()
                && invalid * 100 > rows * sync.settings().maxInvalid();
    }

    private String text(Doubt doubt) {
        String which = doubt.rows() == 1
                ? doubt.place() + ", which"
                : String.format(
                        Locale.ROOT,
                        "%s, the first of them %s, which",
                        Quantity.ofFirst(doubt.rows(), rows, "row"),
                        doubt.place());
        return "does not fit " + which + " would be invalid: " + doubt.message();
    }

    private void look(MappedRecord record, long number) {
        Seen before = seen.put(record.key(), new Seen(record.fingerprint(), number));
        if (before != null
                && sync.mapping().cursor() == null
                && !Arrays.equals(before.fingerprint(), record.fingerprint())) {
            repeated++;
            firstRepeated = Objects.requireNonNullElse(
                    firstRepeated,
                    sync.mapping().written(record.key(), record.payload()).text() + ", " + places.of(before.number())
                            + " and " + places.of(number));
        }
    }

    private void doubt(String field, String code, String place, String message) {
        invalid++;
        doubts.merge(
                new Reason(field, code),
                new Doubt(1, place, message),
                (before, now) -> new Doubt(before.rows() + 1, before.place(), before.message()));
    }
}
