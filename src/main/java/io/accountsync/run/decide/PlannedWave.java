package io.accountsync.run.decide;

import io.accountsync.mapping.Operation;
import io.accountsync.run.send.SendPass;
import io.accountsync.run.send.Sending;
import io.accountsync.state.ChangeCounts.Part;
import io.accountsync.state.ChangeCounts.Wave;
import io.accountsync.state.ChangeIds.Which;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a wave will send, as far as it is known before the first call: a record that goes in two steps is in two waves.
 *
 * @param passes the sizes of what goes by one operation each
 */
record PlannedWave(int number, List<Part> passes) {
    /** Create, upload, close, two looks, successes, failures. */
    static final long CALLS_A_JOB = 7;

    /** All waves, in their order. */
    static List<PlannedWave> of(Sending sending) {
        List<Which> passes = sending.passes().stream().map(SendPass::which).toList();
        Map<Integer, Map<Which, Part>> waves = new TreeMap<>();
        sending.changes().counts().parts(passes).forEach(part -> add(waves, part));
        Which ofKnown =
                passes.stream().filter(PlannedWave::isOfKnown).findFirst().orElseThrow();
        for (Wave again : sending.changes().circles().twoSteps().secondSteps()) {
            add(waves, new Part(again.number(), ofKnown, again.records(), again.bytes()));
        }
        List<PlannedWave> planned = new ArrayList<>();
        waves.forEach((number, parts) -> planned.add(new PlannedWave(number, List.copyOf(parts.values()))));
        return planned;
    }

    /** Whether rows go by this pass whose first step is done. */
    private static boolean isOfKnown(Which which) {
        return which != Which.FLAGS && which != Which.UNKNOWN;
    }

    private static void add(Map<Integer, Map<Which, Part>> waves, Part part) {
        waves.computeIfAbsent(part.wave(), number -> new EnumMap<>(Which.class))
                .merge(
                        part.which(),
                        part,
                        (one, other) -> new Part(
                                one.wave(), one.which(), one.records() + other.records(), one.bytes() + other.bytes()));
    }

    long records() {
        return passes.stream().mapToLong(Part::records).sum();
    }

    /** The calls of collections that send it, each operation by calls of its own, as each {@link Operation} has them. */
    long collectionsCalls(int batchSize) {
        return passes.stream()
                .mapToLong(part -> parts(part.records(), batchSize))
                .sum();
    }

    /** The calls of the Bulk jobs that send it. */
    long bulkCalls(int jobSize) {
        return CALLS_A_JOB
                * passes.stream()
                        .mapToLong(part -> parts(part.bytes(), jobSize))
                        .sum();
    }

    private static long parts(long whole, long part) {
        return (whole + part - 1) / part;
    }
}
