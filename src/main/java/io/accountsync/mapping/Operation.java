package io.accountsync.mapping;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.component.salesforce.api.dto.SaveSObjectResult;
import org.apache.camel.component.salesforce.api.dto.UpsertSObjectResult;
import org.apache.camel.component.salesforce.api.dto.bulkv2.OperationEnum;

/** What a call asks Salesforce to do with its records, by whichever API; and what a sync file may ask for. */
public enum Operation {
    /** By External ID: creates the records that Salesforce does not have, and updates the others. */
    UPSERT("compositeUpsertSObjectCollections", OperationEnum.UPSERT, UpsertSObjectResult.class),
    /** By Salesforce id: updates records that are there, and never creates one. */
    UPDATE("compositeUpdateSObjectCollections", OperationEnum.UPDATE, SaveSObjectResult.class),
    /** Makes new records, and never touches one that is there: Salesforce refuses an External ID that it has. */
    CREATE("compositeCreateSObjectCollections", OperationEnum.INSERT, SaveSObjectResult.class);

    private final String collections;
    private final OperationEnum bulk;
    private final Class<? extends SaveSObjectResult> result;

    Operation(String collections, OperationEnum bulk, Class<? extends SaveSObjectResult> result) {
        this.collections = collections;
        this.bulk = bulk;
        this.result = result;
    }

    /** The operation of a word in a sync file, in any case; empty when there is none. */
    static Optional<Operation> of(String word) {
        return Arrays.stream(values())
                .filter(operation -> operation.word().equalsIgnoreCase(word))
                .findFirst();
    }

    /** The words that a sync file may have. */
    static List<String> words() {
        return Arrays.stream(values()).map(Operation::word).toList();
    }

    /** As a sync file says it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** By which operation of camel-salesforce a call of sObject Collections is made. */
    public String collections() {
        return collections;
    }

    /** As a job of Bulk API 2.0 calls it. */
    public OperationEnum bulk() {
        return bulk;
    }

    /** As what camel-salesforce reads the result of a record. */
    public Class<? extends SaveSObjectResult> result() {
        return result;
    }

    /** Whether records are told apart by their External ID, and not by their Salesforce id. */
    public boolean isByExternalId() {
        return this == UPSERT;
    }

    /** Whether a record that Salesforce does not have is made. */
    public boolean creates() {
        return this != UPDATE;
    }

    /** Whether a record that Salesforce has is written, so that a call that comes late can overwrite it. */
    public boolean writesExisting() {
        return this != CREATE;
    }

    /** Whether a record was made by the call of this operation that this is the result of. */
    public boolean isCreated(SaveSObjectResult result) {
        return switch (this) {
            case UPSERT -> result instanceof UpsertSObjectResult upsert && Boolean.TRUE.equals(upsert.getCreated());
            case UPDATE -> false;
            case CREATE -> Boolean.TRUE.equals(result.getSuccess());
        };
    }

    /** The columns of a Bulk job, of those that payloads have. */
    public List<String> columns(List<String> ofPayloads) {
        return this == UPDATE
                ? Stream.concat(Stream.of(Payload.ID), ofPayloads.stream()).toList()
                : ofPayloads;
    }

    /**
     * What is sent of a payload.
     *
     * @param salesforceId of the record; of no use but to {@code UPDATE}
     */
    public Payload sent(Payload payload, String salesforceId) {
        return this == UPDATE ? payload.withId(salesforceId) : payload;
    }
}
