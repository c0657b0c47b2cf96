package io.accountsync.mapping;

import org.apache.camel.component.salesforce.api.dto.SaveSObjectResult;
import org.apache.camel.component.salesforce.api.dto.UpsertSObjectResult;
import org.apache.camel.component.salesforce.api.dto.bulkv2.OperationEnum;

/** What a call asks Salesforce to do with its records, by whichever API. */
public enum Operation {
    /** By External ID: creates the records that Salesforce does not have, and updates the others. */
    UPSERT("compositeUpsertSObjectCollections", OperationEnum.UPSERT, UpsertSObjectResult.class),
    /** By Salesforce id: updates records that are there, and never creates one. */
    UPDATE("compositeUpdateSObjectCollections", OperationEnum.UPDATE, SaveSObjectResult.class);

    private final String collections;
    private final OperationEnum bulk;
    private final Class<? extends SaveSObjectResult> result;

    Operation(String collections, OperationEnum bulk, Class<? extends SaveSObjectResult> result) {
        this.collections = collections;
        this.bulk = bulk;
        this.result = result;
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

    /** Whether a record was made by the call that this is the result of. */
    public static boolean isCreated(SaveSObjectResult result) {
        return result instanceof UpsertSObjectResult upsert && Boolean.TRUE.equals(upsert.getCreated());
    }
}
