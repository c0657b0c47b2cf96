package io.accountsync.reconcile;

import io.accountsync.mapping.OrgField;
import io.accountsync.reconcile.Difference.Kind;
import io.accountsync.state.RejectedRecords;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What a reconciliation found: counts all of it, and hands over each difference as it is found. */
final class Differences {
    private final RejectedRecords rejectedRecords;
    private final Consumer<Difference> sink;
    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private final Map<String, Long> fields = new LinkedHashMap<>();
    private long equal;
    private long rejected;

    /**
     * None so far.
     *
     * @param compared the fields that are compared
     */
    Differences(RejectedRecords rejectedRecords, Collection<OrgField> compared, Consumer<Difference> sink) {
        this.rejectedRecords = rejectedRecords;
        this.sink = sink;
        compared.forEach(field -> fields.put(field.path(), 0L));
    }

    /** A record that is the same on both sides. */
    void addEqual() {
        equal++;
    }

    /** Records that are not. */
    void add(List<Difference> page) {
        rejected += rejectedRecords
                .find(page.stream()
                        .filter(difference -> difference.kind() != Kind.UNKNOWN)
                        .map(Difference::key)
                        .toList())
                .size();
        for (Difference difference : page) {
            counts.merge(difference.kind(), 1L, Long::sum);
            difference.fields().forEach(field -> fields.merge(field.name(), 1L, Long::sum));
            sink.accept(difference);
        }
    }

    long count(Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    long equal() {
        return equal;
    }

    /** How many of the missing and different ones Salesforce rejected. */
    long rejected() {
        return rejected;
    }

    /** How many records differ in each compared field. */
    Map<String, Long> fields() {
        return fields;
    }
}
