package io.accountsync.localorg.data;

/**
 * How a call wants its records saved.
 *
 * @param userId who is calling, becomes creator, owner and last modifier
 * @param allOrNone whether one refused record takes the others with it
 * @param allowDuplicates whether records that a duplicate rule would stop are let through
 * @param gate refuses chosen records; {@link RecordGate#OPEN} lets all pass
 */
public record SaveOptions(String userId, boolean allOrNone, boolean allowDuplicates, RecordGate gate) {

    /** Decides about single records before they are saved; faults come in here. */
    @FunctionalInterface
    public interface RecordGate {

        RecordGate OPEN = key -> null;

        /**
         * @param key External ID by which the record is upserted, or its id, or null for a new record
         * @return why the record must fail, or null to let it pass
         */
        RecordError refusal(String key);
    }
}
