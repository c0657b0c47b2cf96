package io.accountsync.run.deletions;

import io.accountsync.run.Count;
import io.accountsync.run.Run;
import io.accountsync.run.calls.OrgFailedException;
import io.accountsync.run.gone.GoneRows;
import io.accountsync.run.send.Sending;
import io.accountsync.run.sync.ApiPath;
import io.accountsync.run.sync.BulkSettings;
import io.accountsync.run.sync.Syncs;
import io.accountsync.state.Deletion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.salesforce.api.SalesforceException;

/** Deletes records whose rows are gone, after all else was sent. */
public final class Deletions {
    private final CamelContext context;
    private final Syncs syncs;
    private final Sending sending;

    /** With the calls of a run that sends. */
    public Deletions(CamelContext context, Syncs syncs, Sending sending) {
        this.context = context;
        this.syncs = syncs;
        this.sending = sending;
    }

    /** Deletes them, and counts in the run what became of each. An error is kept in the run. */
    public void carryOut(Run run, GoneRows rows) {
        try {
            DeletionTarget target = DeletionTarget.of(sending.reading());
            DeletionWriter writer = new DeletionWriter(target);
            boolean isBulk = goesByBulk(run.settings().bulk(), rows.count());
            if (isReadInParts(run, rows.count(), isBulk)) {
                new LookupNotes(target).note(rows);
            }
            CandidatePages pages =
                    new CandidatePages(target, rows, run.settings().batchSize());
            if (isBulk && !run.isStopping()) {
                DeletionJobs jobs = new DeletionJobs(target, writer, pages::next);
                request("direct:sync-bulk", "order", jobs);
            }
            delete(new DeletionPass(target, writer, pages::next));
            if (run.state().deletions().unconfirmed().countIntendedBy(run.id()) > 0) {
                delete(new DeletionPass(target, writer, left(run)));
                run.counts()
                        .add(
                                Count.UNCONFIRMED,
                                run.state().deletions().unconfirmed().countIntendedBy(run.id()));
            }
            if (!run.isStopping()) {
                new CascadedChildren(target, syncs).note();
            }
        } catch (SalesforceException e) {
            run.fail(new OrgFailedException(e));
        } catch (RuntimeException e) {
            run.fail(e);
        }
    }

    /** The same rule as for records that are sent. */
    private static boolean goesByBulk(BulkSettings settings, long records) {
        return settings.demands(ApiPath.BULK)
                || !settings.demands(ApiPath.COLLECTIONS) && records >= settings.threshold();
    }

    /** Whether records are read when others have been deleted. */
    private static boolean isReadInParts(Run run, long records, boolean isBulk) {
        return isBulk
                ? !DeletionJobs.fitIntoOne(records, run.settings().bulk())
                : records > run.settings().batchSize();
    }

    private void delete(DeletionPass pass) {
        if (!pass.target().run().isStopping()) {
            request("direct:sync-delete", "deleting", pass);
        }
    }

    /** What a Bulk job has left over is tried by collections. */
    private static Supplier<List<Candidate>> left(Run run) {
        return new Supplier<>() {
            private String after = "";

            @Override
            public List<Candidate> get() {
                List<Deletion> page = run.state()
                        .deletions()
                        .unconfirmed()
                        .intendedBy(run.id(), after, run.settings().batchSize());
                if (!page.isEmpty()) {
                    after = page.get(page.size() - 1).salesforceId();
                }
                return page.stream().map(Candidate::of).toList();
            }
        };
    }

    private void request(String route, String variable, Object value) {
        try (ProducerTemplate template = context.createProducerTemplate()) {
            Exchange exchange = template.request(route, request -> {
                request.setVariable("run", sending.run());
                request.setVariable(variable, value);
            });
            if (exchange.getException() != null) {
                sending.run().fail(exchange.getException());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
