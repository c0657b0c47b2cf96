package io.accountsync.run.send;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.mapping.Operation;
import io.accountsync.mapping.Payload;
import io.accountsync.run.calls.OrgFailedException;
import io.accountsync.salesforce.CallError;
import io.accountsync.state.Change;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.apache.camel.component.salesforce.api.SalesforceException;

/**
 * Rejections which say that a record is not where we took it to be: the id that we know is gone or another record has the
 * External ID, or one is there that was to be created. Which it is, the org says, by External ID.
 */
public final class KeyQuestions {
    private static final String DUPLICATE = "DUPLICATE_VALUE";

    private static final Set<String> GONE = Set.of("ENTITY_IS_DELETED", "INVALID_CROSS_REFERENCE_KEY", "NOT_FOUND");

    private KeyQuestions() {}

    /** Whether a rejection may be one of these. */
    public static boolean isRaisedBy(Operation operation, CallError error) {
        return switch (operation) {
            case UPSERT -> false;
            case UPDATE -> GONE.contains(error.code()) || error.code().equals(DUPLICATE);
            case CREATE -> error.code().equals(DUPLICATE);
        };
    }

    /** Whether the error says that there is no record with the id. */
    public static boolean isGone(CallError error) {
        return GONE.contains(error.code());
    }

    private static Map<String, JsonNode> ask(Sending sending, Collection<Change> changes) throws SalesforceException {
        return sending.currentRecords()
                .find(
                        changes.stream().map(Change::key).toList(),
                        new WrittenFields(sending.reading().mapper()).selected());
    }

    /**
     * These records as the org has them now, by key, with what {@link WrittenFields} compares.
     *
     * @throws OrgFailedException when the org cannot be reached or refuses us
     * @throws RunStoppedException when no call may be made now
     */
    public static Map<String, JsonNode> asked(Sending sending, Collection<Change> changes) {
        try {
            return ask(sending, changes);
        } catch (SalesforceException e) {
            throw new OrgFailedException(e);
        }
    }

    /** The Salesforce id of one of them; null for null. */
    public static String idOf(JsonNode record) {
        return record == null ? null : record.path(Payload.ID).asText();
    }
}
