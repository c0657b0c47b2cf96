package io.accountsync.run.send;

import io.accountsync.run.Failures;
import io.accountsync.run.calls.Calls;
import io.accountsync.run.sync.SyncSettings;
import io.accountsync.salesforce.CallError;
import io.accountsync.salesforce.CollectionRecord;
import java.util.List;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.salesforce.SalesforceEndpointConfig;
import org.apache.camel.component.salesforce.api.dto.SaveSObjectResult;
import org.apache.camel.component.salesforce.api.dto.UpsertSObjectResult;

/**
 * One call of sObject Collections, by a run or by an adoption: its body and headers, and what came back.
 *
 * @param <R> a record's result
 */
public final class CollectionsCall<R extends SaveSObjectResult> {
    private final Calls calls;
    private final String object;
    private final String externalId;
    private final Class<R> type;

    private CollectionsCall(Calls calls, String object, String externalId, Class<R> type) {
        this.calls = calls;
        this.object = object;
        this.externalId = externalId;
        this.type = type;
    }

    /** Makes or changes records by their External ID. */
    public static CollectionsCall<UpsertSObjectResult> upsert(Calls calls, String object, String externalId) {
        return new CollectionsCall<>(calls, object, externalId, UpsertSObjectResult.class);
    }

    /** Changes records by their Salesforce ids. */
    public static CollectionsCall<SaveSObjectResult> update(Calls calls, String object) {
        return new CollectionsCall<>(calls, object, null, SaveSObjectResult.class);
    }

    /**
     * Makes body and headers.
     *
     * @param payloads JSON objects in UTF-8, one for each record; from when they are asked for the call counts as made
     */
    public void prepare(Message message, Supplier<List<byte[]>> payloads) {
        calls.leaveSilentHost();
        message.setBody(payloads.get().stream()
                .map(payload -> new CollectionRecord(object, payload))
                .toList());
        // What Salesforce answered last must not go back to it as a request header.
        message.removeHeaders("Sforce-*");
        if (externalId != null) {
            message.setHeader(SalesforceEndpointConfig.SOBJECT_NAME, object);
            message.setHeader(SalesforceEndpointConfig.SOBJECT_EXT_ID_NAME, externalId);
        }
        // Without this header camel-salesforce turns the whole body into a text to look for it there.
        message.setHeader(SalesforceEndpointConfig.ALL_OR_NONE, "false");
        SyncSettings settings = calls.run().settings();
        // Salesforce's own default is to run the rules.
        message.setHeader("Sforce-Auto-Assign", settings.autoAssign() ? "TRUE" : "FALSE");
        if (settings.allowDuplicates()) {
            message.setHeader("Sforce-Duplicate-Rule-Header", "allowSave=true");
        }
    }

    /**
     * What came back: a result for each record, or the error that the call failed with.
     *
     * @param sent how many records it had
     */
    public CollectionsAnswer<R> answer(Exchange exchange, int sent) {
        Throwable thrown = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        exchange.removeProperty(Exchange.EXCEPTION_CAUGHT);
        if (thrown == null) {
            return CollectionsAnswer.read(exchange.getMessage().getBody(), sent, type);
        }
        if (Failures.isLoginRefused(thrown)) {
            calls.run().refuseLogin();
        }
        return CollectionsAnswer.failed(CallError.ofThrown(thrown));
    }
}
