package io.accountsync.localorg.data;

import io.accountsync.localorg.schema.SObjectType;
import io.accountsync.localorg.schema.SalesforceId;
import java.util.List;

/** What a person in the org does with records in the browser; what Salesforce would refuse is an IllegalArgumentException. */
public final class OrgPerson {

    private final OrgData data;
    private final SaveOptions how;

    /** @param userId who it is */
    public OrgPerson(OrgData data, String userId) {
        this.data = data;
        this.how = new SaveOptions(userId, false, false, SaveOptions.RecordGate.OPEN);
    }

    /** Moves a record to the recycle bin, with the children that go with it. */
    public void delete(String id) {
        require(id, new RecordRemover(data).delete(List.of(id), how).get(0).errors());
    }

    /** Takes a record out of the recycle bin, with those that went with it. */
    public void undelete(String id) {
        require(id, new RecordRestorer(data).undelete(List.of(id), how).get(0).errors());
    }

    /** Merges other Accounts or Contacts into the first one, which is kept as it is. */
    public void merge(String masterId, String... victimIds) {
        SObjectType type = SalesforceId.parse(masterId)
                .map(data.schema()::typeOfId)
                .orElseThrow(() -> new IllegalArgumentException("not the id of a record: " + masterId));
        RecordDraft master = new RecordDraft(type).withId(masterId);
        require(
                masterId,
                new RecordMerger(data).merge(master, List.of(victimIds), how).errors());
    }

    /** Deletes all for good that is in the recycle bin: no query finds it any more. */
    public void purge() {
        data.purge();
    }

    private static void require(String id, List<RecordError> errors) {
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException(id + ": " + errors.get(0).statusCode() + ": "
                    + errors.get(0).message());
        }
    }
}
