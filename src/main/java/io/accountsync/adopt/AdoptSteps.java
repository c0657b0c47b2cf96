package io.accountsync.adopt;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.accountsync.run.Failures;
import io.accountsync.run.sync.SyncSettings;
import io.accountsync.salesforce.CallError;
import io.accountsync.salesforce.CollectionRecord;
import io.accountsync.state.LinkFile.Link;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Variable;
import org.apache.camel.component.salesforce.SalesforceEndpointConfig;

/** What the routes of {@code adopt} call, the bean {@code syncAdopt}. */
public final class AdoptSteps {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The batches, until there are no more or the run stops; an error is kept in the run. */
    public Iterator<AdoptionBatch> batches(@Variable("linking") AdoptionRun linking) {
        return new Batches(linking);
    }

    /** Whether records of the batch are to be written still, going by what the org says of them now. */
    public boolean hasNextCall(@Variable("batch") AdoptionBatch batch) {
        return batch.hasNextCall();
    }

    /** Makes the next call's body and headers: Salesforce id and External ID, nothing else. */
    public void prepareCall(Exchange exchange, @Variable("batch") AdoptionBatch batch) {
        Message message = exchange.getMessage();
        message.setBody(batch.records().stream()
                .map(link -> new CollectionRecord(batch.linking().target().object(), payload(batch.linking(), link)))
                .toList());
        // What Salesforce answered last must not go back to it as a request header.
        message.removeHeaders("Sforce-*");
        message.setHeader(SalesforceEndpointConfig.ALL_OR_NONE, "false");
        SyncSettings settings = batch.linking().run().settings();
        message.setHeader("Sforce-Auto-Assign", settings.autoAssign() ? "TRUE" : "FALSE");
        if (settings.allowDuplicates()) {
            message.setHeader("Sforce-Duplicate-Rule-Header", "allowSave=true");
        }
    }

    /** Judges the answer to a call, or the exception that came instead. */
    public void judge(Exchange exchange, @Variable("batch") AdoptionBatch batch) {
        Throwable thrown = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        exchange.removeProperty(Exchange.EXCEPTION_CAUGHT);
        if (thrown == null) {
            batch.judge(exchange.getMessage().getBody());
            return;
        }
        if (Failures.isLoginRefused(thrown)) {
            batch.linking().run().refuseLogin();
        }
        batch.judge(CallError.ofThrown(thrown));
    }

    /** Writes the batch's outcomes to the state and to the files. */
    public void record(@Variable("batch") AdoptionBatch batch) {
        batch.record();
    }

    private static byte[] payload(AdoptionRun linking, Link link) {
        ObjectNode payload = JSON.createObjectNode();
        payload.put("Id", link.id());
        String field = linking.target().keyField();
        if (linking.undo()) {
            payload.putNull(field);
        } else if (linking.target().hasNumericKey()) {
            payload.put(field, new BigDecimal(link.externalId()));
        } else {
            payload.put(field, link.externalId());
        }
        return payload.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Reads ahead, never throws, and looks at the stop flag only then: else the split would end with calls under way. */
    private static final class Batches implements Iterator<AdoptionBatch> {
        private final AdoptionRun linking;
        private long last;
        private AdoptionBatch ahead;

        Batches(AdoptionRun linking) {
            this.linking = linking;
            fetch();
        }

        private void fetch() {
            ahead = null;
            if (linking.run().isStopping()) {
                return;
            }
            try {
                List<Link> page =
                        linking.links().page(last, linking.run().settings().batchSize());
                if (!page.isEmpty()) {
                    last = page.get(page.size() - 1).number();
                    ahead = new AdoptionBatch(linking, page);
                }
            } catch (RuntimeException e) {
                linking.run().fail(e);
            }
        }

        @Override
        public boolean hasNext() {
            return ahead != null;
        }

        @Override
        public AdoptionBatch next() {
            if (ahead == null) {
                throw new NoSuchElementException();
            }
            AdoptionBatch batch = ahead;
            fetch();
            return batch;
        }
    }
}
