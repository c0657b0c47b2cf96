package io.accountsync.reconcile;

import io.accountsync.run.RunStatus;
import io.accountsync.run.compare.NamedInvalidRow;
import io.accountsync.salesforce.OrgIdentity;
import java.util.LinkedHashMap;
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
 * @param parked how many of the missing and different ones were refused, and wait
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
        long parked,
        Map<String, Long> fields,
        List<String> leftOut,
        long calls,
        List<String> notes) {

    /** 0 when every row is the same in Salesforce, else 3: a row that cannot be compared may be different. */
    public int exitCode() {
        return missing + different + unknown + invalid == 0 ? 0 : RunStatus.PARTIAL.exitCode();
    }

    /** All of it but the records. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sync", sync);
        json.put("exit_code", exitCode());
        json.put("org", org);
        json.put("object", object);
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("rows", rows);
        counts.put("invalid", invalid);
        counts.put("duplicate", duplicates);
        counts.put("equal", equal);
        counts.put("missing", missing);
        counts.put("different", different);
        counts.put("unknown", unknown);
        counts.put("parked", parked);
        counts.put("api_calls", calls);
        json.put("counts", counts);
        json.put("fields", fields);
        json.put("left_out", leftOut);
        json.put(
                "invalid_rows",
                invalidRows.stream().map(NamedInvalidRow::toJson).toList());
        json.put("notes", notes);
        return json;
    }
}
