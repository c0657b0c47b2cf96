package io.accountsync.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.config.Quantity;
import io.accountsync.run.Run;
import io.accountsync.run.RunStoppedException;
import io.accountsync.run.calls.CurrentRecords;
import io.accountsync.run.compare.PlannedRecord;
import io.accountsync.run.gone.Gone;
import io.accountsync.run.gone.GoneRow;
import io.accountsync.run.send.Sending;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.component.salesforce.api.SalesforceException;

/** Holds the records that a run would delete against what the org has now, and counts what Salesforce would delete with them. */
final class PlannedDeletions {
    private static final int KEYS_A_QUERY = 200;

    /** An id without the three characters that only repeat it. */
    private static final int SHORT_ID = 15;

    private final Sending sending;
    private final Run run;
    private final PlannedChanges planning;
    private final List<String> ids = new ArrayList<>();
    private long deleted;
    private long kept;

    PlannedDeletions(Sending sending, PlannedChanges planning) {
        this.sending = sending;
        this.run = sending.run();
        this.planning = planning;
    }

    /**
     * Looks at all of them.
     *
     * @throws SalesforceException when the org cannot be reached or refuses us
     * @throws RunStoppedException when no call may be made now
     */
    void look(Gone gone) throws SalesforceException {
        if (!gone.areDeleted() || gone.count() == 0) {
            return;
        }
        CurrentRecords current = sending.currentRecords();
        for (List<GoneRow> page : gone) {
            for (int from = 0; from < page.size(); from += KEYS_A_QUERY) {
                look(page.subList(from, Math.min(page.size(), from + KEYS_A_QUERY)), current);
            }
        }
        if (kept > 0) {
            run.findings()
                    .note(Quantity.of(
                                    kept,
                                    "record would not be deleted though its row is gone",
                                    "records would not be deleted though their rows are gone")
                            + ": Salesforce has none of this External ID any"
                            + " more, or another record than the one that was sent");
        }
        Cascades cascades =
                new Cascades(run.sync().mapping().object(), sending.calls().org());
        planning.cascades(cascades.count(ids));
        if (ids.size() < deleted) {
            run.findings()
                    .note("What Salesforce deletes with these records was counted for the first "
                            + Quantity.of(ids.size(), "record") + " of "
                            + Quantity.of(deleted, "record"));
        }
    }

    private void look(List<GoneRow> rows, CurrentRecords current) throws SalesforceException {
        String externalId = run.sync().mapping().externalId();
        Map<String, JsonNode> records =
                current.find(rows.stream().map(GoneRow::key).toList(), List.of());
        for (GoneRow row : rows) {
            JsonNode record = records.get(row.key());
            String id = record == null ? "" : record.path("Id").asText();
            if (!shortId(id).equals(shortId(row.salesforceId()))) {
                kept++;
                continue;
            }
            deleted++;
            if (ids.size() < Cascades.MOST) {
                ids.add(id);
            }
            try {
                planning.add(PlannedRecord.deletion(
                        row.key(),
                        record.path(externalId).asText(),
                        id,
                        row.how().text()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static String shortId(String id) {
        return id.length() > SHORT_ID ? id.substring(0, SHORT_ID) : id;
    }
}
