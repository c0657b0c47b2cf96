package io.accountsync.run.send;

import io.accountsync.mapping.Operation;
import io.accountsync.mapping.Payload;
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

/**
 * One call of sObject Collections, by a run or by an adoption: its body and headers, and what came back.
 */
public final class CollectionsCall {
    private final Calls calls;
    private final Operation operation;
    private final String object;
    private final String externalId;

    /** @param externalId the field that holds it, for operations that tell records apart by it */
    public CollectionsCall(Calls calls, Operation operation, String object, String externalId) {
        this.calls = calls;
        this.operation = operation;
        this.object = object;
        this.externalId = externalId;
    }

    /** By which operation of camel-salesforce it is made. */
    public String operation() {
        return operation.collections();
    }

    /**
     * Makes body and headers.
     *
     * @param payloads one for each record; from when they are asked for the call counts as made
     */
    public void prepare(Message message, Supplier<List<Payload>> payloads) {
        calls.leaveSilentHost();
        message.setBody(payloads.get().stream()
                .map(payload -> new CollectionRecord(object, payload))
                .toList());
        // What Salesforce answered last must not go back to it as a request header.
        message.removeHeaders("Sforce-*");
        if (operation.isByExternalId()) {
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
    public CollectionsAnswer answer(Exchange exchange, int sent) {
        Throwable thrown = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        exchange.removeProperty(Exchange.EXCEPTION_CAUGHT);
        if (thrown == null) {
            return CollectionsAnswer.read(exchange.getMessage().getBody(), sent, operation);
        }
        if (Failures.isLoginRefused(thrown)) {
            calls.run().refuseLogin();
        }
        return CollectionsAnswer.failed(CallError.ofThrown(thrown));
    }
}
