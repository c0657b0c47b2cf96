package io.accountsync.run.deletions;

import io.accountsync.config.Quantity;
import io.accountsync.run.Failures;
import io.accountsync.run.calls.Calls;
import io.accountsync.salesforce.CallError;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.salesforce.SalesforceEndpointConfig;
import org.apache.camel.component.salesforce.api.dto.DeleteSObjectResult;

/** One call of sObject Collections that deletes records by their Salesforce ids, and what came back. */
final class DeletionCall {
    /** As camel-salesforce calls it. */
    static final String OPERATION = "compositeDeleteSObjectCollections";

    private final Calls calls;

    DeletionCall(Calls calls) {
        this.calls = calls;
    }

    /**
     * What came back.
     *
     * @param results one for each id, in their order; null for a call that failed
     * @param error why it failed as a whole; null when it did not
     */
    record Answer(List<DeleteSObjectResult> results, CallError error) {}

    /** Makes body and headers. */
    void prepare(Message message, List<String> ids) {
        calls.leaveSilentHost();
        message.setBody(null);
        // What Salesforce answered last must not go back to it as a request header.
        message.removeHeaders("Sforce-*");
        message.setHeader(SalesforceEndpointConfig.SOBJECT_IDS, ids);
        message.setHeader(SalesforceEndpointConfig.ALL_OR_NONE, "false");
    }

    /** Reads the answer to a call with these ids. Takes nothing for granted: each result must be of its own record. */
    Answer answer(Exchange exchange, List<String> ids) {
        Throwable thrown = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        exchange.removeProperty(Exchange.EXCEPTION_CAUGHT);
        if (thrown != null) {
            if (Failures.isLoginRefused(thrown)) {
                calls.run().refuseLogin();
            }
            return new Answer(null, CallError.ofThrown(thrown));
        }
        Object body = exchange.getMessage().getBody();
        if (!(body instanceof List<?> list) || list.size() != ids.size()) {
            return malformed(ids.size());
        }
        for (int i = 0; i < ids.size(); i++) {
            if (!(list.get(i) instanceof DeleteSObjectResult result) || !isOf(ids.get(i), result)) {
                return malformed(ids.size());
            }
        }
        return new Answer(list.stream().map(DeleteSObjectResult.class::cast).toList(), null);
    }

    private static boolean isOf(String id, DeleteSObjectResult result) {
        return result.getSuccess() != null
                && (result.getSuccess() ? result.getId() != null : true)
                && (result.getId() == null || OrgRecords.telling(id).equals(OrgRecords.telling(result.getId())));
    }

    private static Answer malformed(int sent) {
        return new Answer(null, CallError.malformed("a result for each of " + Quantity.of(sent, "record")));
    }
}
