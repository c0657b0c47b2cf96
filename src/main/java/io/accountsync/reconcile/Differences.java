package io.accountsync.reconcile;

import io.accountsync.config.Quantity;
import io.accountsync.mapping.Operation;
import io.accountsync.mapping.OrgField;
import io.accountsync.reconcile.Difference.Kind;
import io.accountsync.state.RejectedRecords;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What a reconciliation found: counts all of it, and hands over each difference as it is found. */
final class Differences {
    private final RejectedRecords rejectedRecords;
    private final Operation operation;
    private final Consumer<Difference> sink;
    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private final Map<String, Long> fields = new LinkedHashMap<>();
    private long equal;
    private long rejected;
    private long leftOut;

    /**
     * None so far.
     *
     * @param operation of the sync: what it leaves as it is makes no difference
     * @param compared the fields that are compared
     */
    Differences(
            RejectedRecords rejectedRecords,
            Operation operation,
            Collection<OrgField> compared,
            Consumer<Difference> sink) {
        this.rejectedRecords = rejectedRecords;
        this.operation = operation;
        this.sink = sink;
        compared.forEach(field -> fields.put(field.path(), 0L));
    }

    /** A record that is the same on both sides. */
    void addEqual() {
        equal++;
    }

    /** Records that are not. */
    void add(List<Difference> found) {
        List<Difference> page =
                found.stream().filter(difference -> !isLeftOut(difference)).toList();
        leftOut += found.size() - page.size();
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

    private boolean isLeftOut(Difference difference) {
        return switch (difference.kind()) {
            case MISSING -> !operation.creates();
            case DIFFERENT -> !operation.writesExisting();
            case UNKNOWN -> false;
        };
    }

    /** How many rows the operation of the sync is not for, in words; empty when it is for all. */
    Optional<String> leftOut() {
        return leftOut == 0
                ? Optional.empty()
                : Optional.of(Quantity.of(leftOut, "row")
                        + (operation.creates()
                                ? " with other values than the record in Salesforce, which operation: create leaves as it is."
                                : " without a record in Salesforce, which operation: update does not create."));
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
