package io.accountsync.run.compare;

import io.accountsync.mapping.MappedRecord;
import io.accountsync.mapping.Payload;
import io.accountsync.run.Count;
import io.accountsync.source.MalformedRow;
import io.accountsync.state.InvalidRow;
import io.accountsync.state.RejectedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Values that a change does not say since it left them as they were, where the change that did say them did not get to Salesforce: it was
 * rejected or deferred, so that its payload has them, or it was invalid, and nobody has them any more. Without this they would be lost with
 * the entry of the earlier change, which goes when the later one passes. For one thread.
 */
final class UnpassedValues {
    private final Reading reading;
    private final List<ReadRow.Invalid> lost = new ArrayList<>();

    UnpassedValues(Reading reading) {
        this.reading = reading;
    }

    /**
     * A record with what is known of the fields that it left out.
     *
     * @param before what is known of the change before it that did not pass; null where that passed
     * @param number of its row
     */
    MappedRecord fill(MappedRecord record, RejectedRecord before, long number) {
        if (before == null || record.leftOut().isEmpty()) {
            return record;
        }
        if (before.payload() == null) {
            report(record, number);
            return record;
        }
        Payload earlier = Payload.of(before.payload());
        Payload filled = record.payload().with(earlier, record.leftOut());
        if (filled.equals(earlier)) {
            return new MappedRecord(
                    record.key(),
                    filled,
                    before.fingerprint(),
                    record.parentKey(),
                    record.cursor(),
                    record.leftOut(),
                    record.replacedIn());
        }
        return record.with(filled, reading.mapper());
    }

    /** What nobody can know is kept as an invalid row, until a run has read the whole source. */
    private void report(MappedRecord record, long number) {
        String place = reading.places().of(number);
        String reason =
                "the change does not say " + String.join(", ", new TreeSet<>(record.leftOut())) + " of the record "
                        + record.key()
                        + ", and an earlier one that may have changed it was invalid, or its payload is not kept: the record keeps"
                        + " what it has there until a run reads the whole source, as with run --compare-all";
        String key = InvalidIdentity.of(new MalformedRow(place, reason)).key();
        InvalidRow row = new InvalidRow(key, number, Long.MIN_VALUE, "MALFORMED_ROW", reason, null, place);
        reading.run().counts().add(Count.READ, 1);
        lost.add(new ReadRow.Invalid(null, false, row, place + ": " + reason));
    }

    /** What was reported since this was asked last. */
    List<ReadRow.Invalid> takeLost() {
        List<ReadRow.Invalid> taken = List.copyOf(lost);
        lost.clear();
        return taken;
    }
}
