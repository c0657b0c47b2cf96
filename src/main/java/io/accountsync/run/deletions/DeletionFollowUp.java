package io.accountsync.run.deletions;

import io.accountsync.run.Run;
import io.accountsync.run.RunStoppedException;
import io.accountsync.run.compare.Reading;
import io.accountsync.run.deletions.OrgRecords.Remains;
import io.accountsync.salesforce.CallError;
import io.accountsync.salesforce.ErrorAction;
import io.accountsync.state.Deletion;
import io.accountsync.state.DeletionStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.salesforce.api.SalesforceException;

/**
 * Asks the org what became of deletions that an earlier run intended and of which nobody knows the end: its process ended, or
 * an answer was lost. Before rows are compared, so that none passes for unchanged whose record is gone.
 */
public final class DeletionFollowUp {
    private final CamelContext context;
    private final Reading reading;
    private final Run run;

    public DeletionFollowUp(CamelContext context, Reading reading) {
        this.context = context;
        this.reading = reading;
        this.run = reading.run();
    }

    /**
     * Asks, and writes down what the org says. Nothing is deleted.
     *
     * @throws SalesforceException when the org cannot be reached or refuses us
     * @throws RunStoppedException when no call may be made now
     */
    public void run() throws SalesforceException {
        boolean jobsAreLeft = !run.state().jobs().open(true).isEmpty();
        if (!jobsAreLeft && !run.state().deletions().unconfirmed().exist()) {
            return;
        }
        DeletionTarget target = DeletionTarget.of(reading);
        DeletionWriter writer = new DeletionWriter(target);
        if (jobsAreLeft) {
            takeUp(new DeletionJobs(target, writer, null));
            if (run.isStopping()) {
                return;
            }
        }
        String after = "";
        List<Deletion> page = run.state().deletions().unconfirmed().page(after, OrgRecords.IDS);
        while (!page.isEmpty()) {
            followUp(target, writer, page);
            after = page.get(page.size() - 1).salesforceId();
            page = run.state().deletions().unconfirmed().page(after, OrgRecords.IDS);
        }
    }

    private void takeUp(DeletionJobs jobs) {
        try (ProducerTemplate template = context.createProducerTemplate()) {
            Exchange exchange = template.request("direct:sync-bulk", request -> {
                request.setVariable("run", run);
                request.setVariable("order", jobs);
            });
            if (exchange.getException() != null) {
                run.fail(exchange.getException());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void followUp(DeletionTarget target, DeletionWriter writer, List<Deletion> page)
            throws SalesforceException {
        Map<String, Remains> remains = target.records()
                .remains(page.stream().map(Deletion::salesforceId).toList());
        List<DeletionResult> results = new ArrayList<>();
        List<String> overtaken = new ArrayList<>();
        for (Deletion deletion : page) {
            Remains left = remains.get(OrgRecords.telling(deletion.salesforceId()));
            Candidate candidate = Candidate.of(deletion);
            if (left != null && left.masterId() != null) {
                results.add(DeletionResult.alreadyGone(candidate));
            } else if (left == null || left.deleted()) {
                results.add(DeletionResult.deleted(candidate, deletion.externalId()));
            } else if (deletion.status() == DeletionStatus.INTENDED || deletion.untilAt() >= run.begunAt()) {
                keepOpen(deletion);
            } else if (deletion.rowIsBack()) {
                overtaken.add(deletion.salesforceId());
            } else {
                results.add(DeletionResult.refused(
                        candidate,
                        ErrorAction.RETRY,
                        new CallError(
                                0, CallError.NO_ANSWER, "the call got no answer, and the record is there", List.of()),
                        deletion.externalId()));
            }
        }
        writer.record(results, Set.of(), Set.of());
        if (!overtaken.isEmpty()) {
            run.state().write(() -> run.state().deletions().remove(overtaken));
        }
    }

    /**
     * The record is there, and a call that was made can still come. Until then its key is in doubt, so that a row which comes back
     * is sent, and compared with what the org has, whatever becomes of the record.
     */
    private void keepOpen(Deletion deletion) {
        if (deletion.status() == DeletionStatus.INTENDED) {
            // Whoever intended it makes no calls any more; those that it made can come until then.
            long until = run.begunAt() + run.settings().calls().doubtTime().toMillis();
            run.state().write(() -> {
                run.state().deletions().unknown(List.of(deletion.salesforceId()), until);
                run.state().doubts().begin(List.of(deletion.key()), until);
            });
        }
    }
}
