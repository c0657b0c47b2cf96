package io.accountsync.run.calls;

import io.accountsync.salesforce.QueryCsv;
import io.accountsync.salesforce.QueryJobs;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.camel.component.salesforce.api.SalesforceException;

/** The pages of a query job that is complete, each fetched when it is asked for; what the org refuses is an {@link OrgFailedException}. */
final class JobPages implements Iterator<QueryCsv> {
    private final QueryJobs jobs;
    private final String id;
    private final int records;
    private String locator;
    private boolean isOver;

    /** @param records so many a page at most */
    JobPages(QueryJobs jobs, String id, int records) {
        this.jobs = jobs;
        this.id = id;
        this.records = records;
    }

    @Override
    public boolean hasNext() {
        return !isOver;
    }

    @Override
    public QueryCsv next() {
        if (isOver) {
            throw new NoSuchElementException();
        }
        try {
            QueryJobs.Page page = jobs.results(id, locator, records);
            locator = page.locator();
            isOver = locator == null;
            return page.csv();
        } catch (SalesforceException e) {
            throw new OrgFailedException(e);
        }
    }
}
