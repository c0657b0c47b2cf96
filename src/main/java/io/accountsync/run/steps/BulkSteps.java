package io.accountsync.run.steps;

import io.accountsync.run.Failures;
import io.accountsync.run.Run;
import io.accountsync.run.decide.SendOrder;
import io.accountsync.run.send.bulk.BulkJob;
import io.accountsync.run.send.bulk.BulkOrder;
import io.accountsync.salesforce.CallError;
import io.accountsync.salesforce.Org;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Variable;
import org.apache.camel.component.salesforce.SalesforceEndpointConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the Bulk routes call, the bean {@code syncBulk}. The run knows which call of which job is next.
 */
public final class BulkSteps {
    private static final Logger LOG = LoggerFactory.getLogger(BulkSteps.class);

    /** Looks whether an earlier run left jobs behind; their results come before anything is sent. */
    public void pickUp(@Variable("order") SendOrder order) {
        order.pickUpJobs();
    }

    /** Waits for the next call that a job needs; false when there is none. */
    public boolean nextStep(@Variable("order") BulkOrder order) {
        Run run = order.jobs().owner().run();
        try {
            boolean next = order.jobs().next().isPresent();
            if (!next && run.isStopping()) {
                order.jobs().leave();
            }
            return next;
        } catch (RuntimeException e) {
            run.fail(e);
            return false;
        }
    }

    /** Which call that is, in a word: in earlier versions each was a route of its own, which copies of the routes still have. */
    public String step(@Variable("order") BulkOrder order) {
        return order.jobs().current().step().word();
    }

    /** By which operation of camel-salesforce it is made. */
    public String operation(@Variable("order") BulkOrder order) {
        return switch (order.jobs().current().step()) {
            case CREATE -> "bulk2CreateJob";
            case UPLOAD -> "bulk2CreateBatch";
            // Raw, since bulk2CloseJob ends its exchange twice when the call fails.
            case CLOSE, ABORT -> "raw";
            case POLL -> "bulk2GetJob";
            case SUCCESSES -> "bulk2GetSuccessfulResults";
            case FAILURES -> "bulk2GetFailedResults";
            case ENDED -> throw new IllegalStateException("an ended job makes no calls");
        };
    }

    /** Makes the call's body and headers. */
    public void prepare(Exchange exchange, @Variable("order") BulkOrder order) {
        Run run = order.jobs().owner().run();
        order.jobs().owner().calls().leaveSilentHost();
        BulkJob job = order.jobs().current();
        Message message = exchange.getMessage();
        // What Salesforce answered last must not go back to it as a request header.
        message.removeHeaders("Sforce-*");
        message.setHeader(SalesforceEndpointConfig.JOB_ID, job.id());
        message.setHeader(
                SalesforceEndpointConfig.RAW_PATH,
                "/services/data/v" + new Org(exchange.getContext()).apiVersion() + "/jobs/ingest/" + job.id());
        message.setBody(
                switch (job.step()) {
                    case CREATE -> order.jobs().owner().newJob(job);
                    case UPLOAD -> job.data();
                    case CLOSE -> "{\"state\":\"UploadComplete\"}";
                    case ABORT -> "{\"state\":\"Aborted\"}";
                    default -> null;
                });
        job.call().begin(run.watch().begin(job.tries(), run.settings().retries()));
        if (job.step() == BulkJob.Step.UPLOAD) {
            run.observer().sending();
        }
    }

    /** Takes the answer to a call, or the exception that came instead. */
    public void judge(Exchange exchange, @Variable("order") BulkOrder order) {
        Run run = order.jobs().owner().run();
        Throwable thrown = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        exchange.removeProperty(Exchange.EXCEPTION_CAUGHT);
        if (thrown != null && Failures.isLoginRefused(thrown)) {
            run.refuseLogin();
        }
        Object body = exchange.getMessage().getBody();
        exchange.getMessage().setBody(null);
        BulkJob job = order.jobs().current();
        CallError error = thrown == null ? null : CallError.ofThrown(thrown);
        if (error == null) {
            run.watch().end(job.call().waiting());
        } else {
            String outcome = run.watch().end(job.call().waiting(), error);
            if (error.isAmbiguous()) {
                LOG.warn("Sync {}: {}", run.name(), outcome);
            }
        }
        if (job.step() == BulkJob.Step.UPLOAD) {
            run.observer().sent(job.call().time());
        }
        job.call().answered(error == null ? body : null, error);
    }

    /** Writes to the state what it must know of the answer. */
    public void record(@Variable("order") BulkOrder order) {
        Run run = order.jobs().owner().run();
        try {
            order.jobs().record();
        } catch (RuntimeException e) {
            run.fail(e);
        }
    }
}
