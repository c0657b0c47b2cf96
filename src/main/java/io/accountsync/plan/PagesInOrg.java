package io.accountsync.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.run.ReadAhead;
import io.accountsync.run.calls.OrgFailedException;
import io.accountsync.state.Change;
import io.accountsync.state.ChangeCounts.Wave;
import io.accountsync.state.ChangeSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.camel.component.salesforce.api.SalesforceException;

/**
 * All that would be sent, a page at a time and in the order of sending, with what the org has of it. Where that was read into a file, the next
 * page is looked up while one is compared; where the org is asked, each when it is wanted.
 */
final class PagesInOrg implements AutoCloseable {
    private final Iterator<Page> pages;
    private final Runnable closing;

    /** @param records what the org has of these changes, by key */
    record Page(List<Change> changes, Map<String, JsonNode> records) {}

    PagesInOrg(ChangeSet changes, RecordsInOrg inOrg) {
        Pages all = new Pages(changes, inOrg);
        if (inOrg.areRead()) {
            ReadAhead<Page> reading = ReadAhead.ofPages(all, "org-records");
            this.pages = reading;
            this.closing = reading::close;
        } else {
            this.pages = all;
            this.closing = () -> {};
        }
    }

    boolean hasNext() {
        return pages.hasNext();
    }

    /** @throws SalesforceException when the org cannot be reached or refuses us */
    Page next() throws SalesforceException {
        try {
            return pages.next();
        } catch (OrgFailedException e) {
            throw e.getCause();
        }
    }

    @Override
    public void close() {
        closing.run();
    }

    private static final class Pages implements Iterator<Page> {
        private final ChangeSet changes;
        private final RecordsInOrg inOrg;
        private final Iterator<Wave> waves;
        private Wave wave;
        private List<Change> next = List.of();

        Pages(ChangeSet changes, RecordsInOrg inOrg) {
            this.changes = changes;
            this.inOrg = inOrg;
            this.waves = changes.counts().waves().iterator();
        }

        @Override
        public boolean hasNext() {
            while (next.isEmpty() && waves.hasNext()) {
                wave = waves.next();
                next = changes.page(wave.number(), null, inOrg.page());
            }
            return !next.isEmpty();
        }

        @Override
        public Page next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            List<Change> page = next;
            next = changes.page(wave.number(), page.get(page.size() - 1), inOrg.page());
            try {
                return new Page(page, inOrg.find(page.stream().map(Change::key).toList()));
            } catch (SalesforceException e) {
                throw new OrgFailedException(e);
            }
        }
    }
}
