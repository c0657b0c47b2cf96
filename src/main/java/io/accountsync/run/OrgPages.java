package io.accountsync.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.salesforce.CallError;
import io.accountsync.salesforce.ErrorClass;
import io.accountsync.salesforce.ErrorRules;
import io.accountsync.salesforce.Org;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the records that a query finds page by page, within the API budget; a page that fails for a while is asked for again. */
final class OrgPages {
    private static final Logger LOG = LoggerFactory.getLogger(OrgPages.class);

    private final Org org;
    private final ErrorRules rules;
    private final SyncSettings settings;
    private final Allowance allowance;
    private final IntConsumer called;

    @FunctionalInterface
    private interface Call {
        JsonNode make() throws SalesforceException;
    }

    OrgPages(Org org, ErrorRules rules, SyncSettings settings, Clock clock) {
        this(org, rules, settings, new Allowance(settings, org::usage, 0, new Counts(), clock), calls -> {});
    }

    /** Pages that a run reads: its own allowance holds, and its calls are counted. */
    OrgPages(Run run, Org org) {
        this(org, run.errorRules(), run.settings(), run.allowance(), run::called);
    }

    private OrgPages(Org org, ErrorRules rules, SyncSettings settings, Allowance allowance, IntConsumer called) {
        this.org = org;
        this.rules = rules;
        this.settings = settings;
        this.allowance = allowance;
        this.called = called;
    }

    /**
     * Hands over all records of a query, as many at once as Salesforce gives.
     *
     * @throws SalesforceException when the org cannot be reached or refuses us
     * @throws RunStoppedException when no call may be made now
     */
    void forEach(String soql, Consumer<List<JsonNode>> use) throws SalesforceException {
        forEach(() -> org.query(soql), use);
    }

    /** The same for a query that holds values of rows, which belong into no address. */
    void forEachPrivately(String soql, Consumer<List<JsonNode>> use) throws SalesforceException {
        forEach(() -> org.queryPrivately(soql), use);
    }

    private void forEach(Call first, Consumer<List<JsonNode>> use) throws SalesforceException {
        JsonNode page = call(first);
        while (true) {
            List<JsonNode> records = new ArrayList<>();
            page.path("records").forEach(records::add);
            use.accept(records);
            String next = page.path("nextRecordsUrl").asText("");
            if (next.isEmpty()) {
                return;
            }
            page = call(() -> org.queryMore(next));
        }
    }

    private JsonNode call(Call call) throws SalesforceException {
        for (int tries = 1; ; tries++) {
            allowance.refusal().ifPresent(reason -> {
                throw new RunStoppedException(reason + ".");
            });
            int before = org.calls();
            try {
                return call.make();
            } catch (SalesforceException e) {
                if (rules.ofRequest(CallError.ofRequest(e)) != ErrorClass.RETRY || tries > settings.retries()) {
                    throw e;
                }
                LOG.warn(
                        "A query failed (try {} of {}): {}",
                        tries,
                        settings.retries() + 1,
                        CallError.ofRequest(e).explained());
                pause(Backoff.delay(settings.retryDelay(), tries));
            } finally {
                called.accept(org.calls() - before);
            }
        }
    }

    private static void pause(Duration time) {
        try {
            new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunStoppedException("interrupted");
        }
    }
}
