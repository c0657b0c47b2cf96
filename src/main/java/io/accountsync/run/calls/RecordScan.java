package io.accountsync.run.calls;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.config.Quantity;
import io.accountsync.config.Sentence;
import io.accountsync.run.ReadAhead;
import io.accountsync.run.RunStoppedException;
import io.accountsync.salesforce.AuthorizationException;
import io.accountsync.salesforce.CallError;
import io.accountsync.salesforce.Org;
import io.accountsync.salesforce.QueryCsv;
import io.accountsync.salesforce.QueryJobs;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads very many records of the org: page by page, or by a query job of the Bulk API where that takes fewer calls. A job that
 * the org refuses, loses or does not end is replaced by pages, and the run's report says so. For one thread.
 */
public final class RecordScan {
    /** Records in one answer to a query. */
    private static final int RECORDS_A_PAGE = 2000;

    /** What beginning a job, looking at it and taking it away count for: a job waits for its turn, which pages do not. */
    private static final int CALLS_A_JOB = 20;

    /** So many cells of a job's results come at once: some five megabytes, of which three pages are in memory. */
    private static final int CELLS_A_CALL = 125_000;

    private static final int MOST_RECORDS_A_CALL = 50_000;

    /** Looks at a job become rarer up to this many of the first intervals. */
    private static final int RAREST = 16;

    private static final Duration LONGEST = Duration.ofMinutes(20);
    private static final Logger LOG = LoggerFactory.getLogger(RecordScan.class);

    private final Calls calls;
    private final Org org;
    private final QueryPager pages;

    public RecordScan(Calls calls) {
        this.calls = calls;
        this.org = calls.org();
        this.pages = new QueryPager(org);
    }

    /** A job that ended without a result, in words. */
    private static final class JobLostException extends Exception {
        private static final long serialVersionUID = 1L;

        JobLostException(String message) {
            super(Sentence.closed(message));
        }
    }

    /** How many calls it takes to read so many records with so many fields, as far as that is known. */
    public static long calls(long records, int fields) {
        return Math.min(callsByPages(records), callsByJob(records, fields));
    }

    private static long callsByPages(long records) {
        return (records + RECORDS_A_PAGE - 1) / RECORDS_A_PAGE;
    }

    private static long callsByJob(long records, int fields) {
        int page = recordsACall(fields);
        return CALLS_A_JOB + (records + page - 1) / page;
    }

    private static int recordsACall(int fields) {
        return Math.min(MOST_RECORDS_A_CALL, Math.max(RECORDS_A_PAGE, CELLS_A_CALL / Math.max(1, fields)));
    }

    /**
     * Hands over all records that a query finds, some thousands at once, in no particular order. By a job all their values are texts.
     *
     * @param fields what is selected: API names, perhaps with the path through a relationship
     * @param from from the object on
     * @param records how many there are, as the org counted them a moment ago
     * @throws SalesforceException when the org cannot be reached or refuses us
     * @throws RunStoppedException when no call may be made now
     */
    public void forEach(Collection<String> fields, String from, long records, Consumer<List<JsonNode>> use)
            throws SalesforceException {
        String soql = "SELECT " + String.join(", ", fields) + " FROM " + from;
        if (callsByJob(records, fields.size()) < callsByPages(records)) {
            try {
                readByJob(soql, fields, use);
                return;
            } catch (JobLostException e) {
                LOG.warn("{}", e.getMessage());
                calls.run()
                        .findings()
                        .note(e.getMessage() + " Records were read page by page instead, which takes about "
                                + Quantity.of(callsByPages(records), "API call"));
            }
        }
        pages.forEach(soql, use);
    }

    /** Whatever goes wrong before the first record is handed over, pages can do instead. */
    private void readByJob(String soql, Collection<String> fields, Consumer<List<JsonNode>> use)
            throws SalesforceException, JobLostException {
        AtomicBoolean handedOver = new AtomicBoolean();
        try {
            readByJob(org.queryJobs(), soql, fields, records -> {
                handedOver.set(true);
                use.accept(records);
            });
        } catch (AuthorizationException e) {
            throw e;
        } catch (SalesforceException e) {
            if (handedOver.get()) {
                throw e;
            }
            throw new JobLostException("The org could not be read by a Bulk query: "
                    + CallError.ofRequest(e).explainedInFull());
        }
    }

    private void readByJob(QueryJobs jobs, String soql, Collection<String> fields, Consumer<List<JsonNode>> use)
            throws SalesforceException, JobLostException {
        String id = jobs.create(soql);
        boolean isOver = false;
        try {
            long found = await(jobs, id);
            isOver = true;
            read(jobs, id, fields, found, use);
        } finally {
            jobs.remove(id, isOver);
        }
    }

    private long await(QueryJobs jobs, String id) throws SalesforceException, JobLostException {
        Duration first = calls.run().settings().bulk().pollInterval();
        Duration rarest = first.multipliedBy(RAREST);
        // Small ones are done at once.
        Duration next = first.dividedBy(4);
        Duration waited = Duration.ZERO;
        while (true) {
            jobs.pause(next);
            QueryJobs.Progress progress = jobs.look(id);
            if (progress.isComplete()) {
                return progress.records();
            }
            if (progress.isLost()) {
                throw new JobLostException("The Bulk query " + id + " ended as " + progress.state()
                        + (progress.error().isEmpty() ? "" : ": " + progress.error()));
            }
            waited = waited.plus(next);
            if (waited.compareTo(LONGEST) > 0) {
                throw new JobLostException("The Bulk query " + id + " did not end within "
                        + Quantity.of(LONGEST.toMinutes(), "minute") + " and was broken off");
            }
            next = next.multipliedBy(2).compareTo(rarest) > 0 ? rarest : next.multipliedBy(2);
        }
    }

    /** While a page is worked on the org makes the next. */
    private static void read(
            QueryJobs jobs, String id, Collection<String> fields, long found, Consumer<List<JsonNode>> use)
            throws SalesforceException {
        long read = 0;
        try (ReadAhead<QueryCsv> pages =
                ReadAhead.ofPages(new JobPages(jobs, id, recordsACall(fields.size())), "org-records")) {
            while (pages.hasNext()) {
                read += pages.next().forEach(fields, RECORDS_A_PAGE, use);
            }
        } catch (IOException e) {
            throw new SalesforceException(e.getMessage(), e);
        } catch (OrgFailedException e) {
            throw e.getCause();
        }
        if (read != found) {
            throw new SalesforceException(
                    "the Bulk query " + id + " found " + Quantity.of(found, "record") + ", and its results have "
                            + read,
                    0);
        }
    }
}
