package io.accountsync.reconcile;

import io.accountsync.config.JsonText;
import io.accountsync.run.RunStatus;
import io.accountsync.run.compare.NamedInvalidRow;
import io.accountsync.salesforce.OrgIdentity;
import java.util.List;
import java.util.Map;

/**
 * How source and Salesforce compare.
 *
 * @param rows of the source
 * @param invalid rows that could not be read or mapped, or point to records that the org does not have
 * @param invalidRows the first {@value io.accountsync.run.compare.NamedInvalidRows#MOST} of these
 * @param duplicates rows that fell out since a newer one has the same key
 * @param equal records that are the same on both sides
 * @param missing in Salesforce
 * @param different in at least one field
 * @param unknown to the source
 * @param open how many of the missing and different ones were rejected, and wait
 * @param fields how many records differ in each compared field, by name
 * @param leftOut fields that may differ on purpose, see {@code write}, or that no query can read
 * @param calls that were made to the org
 * @param notes what else a person wants to know of the rows
 */
public record ReconcileReport(
        String sync,
        OrgIdentity org,
        String object,
        long rows,
        long invalid,
        List<NamedInvalidRow> invalidRows,
        long duplicates,
        long equal,
        long missing,
        long different,
        long unknown,
        long open,
        Map<String, Long> fields,
        List<String> leftOut,
        long calls,
        List<String> notes) {

    /** 0 when every row is the same in Salesforce, else 3: a row that cannot be compared may be different. */
    public int exitCode() {
        return missing + different + unknown + invalid == 0 ? 0 : RunStatus.PARTIAL.exitCode();
    }

    /** All of it but the records, as a JSON object. */
    public String toJson() {
        return JsonText.of(new Json(
                sync,
                exitCode(),
                org,
                object,
                new JsonCounts(rows, invalid, duplicates, equal, missing, different, unknown, open, calls),
                fields,
                leftOut,
                invalidRows,
                notes));
    }

    private record Json(
            String sync,
            int exitCode,
            OrgIdentity org,
            String object,
            JsonCounts counts,
            Map<String, Long> fields,
            List<String> leftOut,
            List<NamedInvalidRow> invalidRows,
            List<String> notes) {}

    private record JsonCounts(
            long rows,
            long invalid,
            long duplicate,
            long equal,
            long missing,
            long different,
            long unknown,
            long parked,
            long apiCalls) {}
}
