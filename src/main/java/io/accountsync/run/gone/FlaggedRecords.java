package io.accountsync.run.gone;

import io.accountsync.mapping.Flag;
import io.accountsync.run.Run;
import io.accountsync.run.compare.Reading;
import io.accountsync.state.GoneKeys;
import io.accountsync.state.GoneKeys.GoneKey;
import io.accountsync.state.RejectedRecord;
import io.accountsync.state.SyncedRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The records that have got the flag of rows that are gone: nothing is to happen to them any more. */
final class FlaggedRecords {
    /** Classes of rejected records that every run tries again. */
    private static final Set<String> DUE = Set.of("retry", "later");

    private final Reading reading;
    private final Run run;
    private final Flag flag;

    private FlaggedRecords(Reading reading, Flag flag) {
        this.reading = reading;
        this.run = reading.run();
        this.flag = flag;
    }

    /** Empty for a sync that flags none. */
    static Optional<FlaggedRecords> of(Reading reading) {
        return reading.mapper().flag().map(flag -> new FlaggedRecords(reading, flag));
    }

    /** Whether Salesforce has the flag of a record, or has rejected it for good. */
    boolean isOne(SyncedRecord record, RejectedRecord rejected) {
        byte[] fingerprint = flag.fingerprint(record.key());
        return Arrays.equals(record.fingerprint(), fingerprint)
                || rejected != null
                        && Arrays.equals(rejected.fingerprint(), fingerprint)
                        && !DUE.contains(rejected.errorClass())
                        && !reading.mappingChanged();
    }

    /** Lets go of those that were chosen and have it now. Call it within the transaction that ends what sent it. */
    void letGo() {
        GoneKeys keys = reading.changes().gone();
        List<GoneKey> page = keys.chosen("", Gone.PAGE);
        while (!page.isEmpty()) {
            List<String> names = page.stream().map(GoneKey::key).toList();
            Map<String, RejectedRecord> rejected = run.state().rejected().find(names);
            run.state()
                    .gone()
                    .done(run.state().records().find(names).values().stream()
                            .filter(record -> isOne(record, rejected.get(record.key())))
                            .map(SyncedRecord::key)
                            .toList());
            page = keys.chosen(names.get(names.size() - 1), Gone.PAGE);
        }
    }
}
