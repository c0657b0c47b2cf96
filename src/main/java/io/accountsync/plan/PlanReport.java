package io.accountsync.plan;

import io.accountsync.check.CheckReport;
import io.accountsync.config.Finding;
import io.accountsync.config.Quantity;
import io.accountsync.config.Sentence;
import io.accountsync.run.RunStatus;
import io.accountsync.run.SendingPath;
import io.accountsync.salesforce.OrgIdentity;
import io.accountsync.state.Plan;
import java.util.List;
import java.util.Map;

/**
 * What a run would do, as far as it is known before the first write.
 *
 * @param findings what a check found; with errors among them there is no plan, and all but sync and org is empty
 * @param readsAll why every row was read; null when only those since the last run were
 * @param counts by name: see {@link Totals}
 * @param fields how many records each mapped field would change in, by name; 0 for those that none would
 * @param cascades how many records Salesforce would delete together with those that would be deleted, by their object; null for
 *     objects that no query can count
 * @param path how it would be sent, and with how many calls; null when nothing would be
 * @param seconds how long sending would take; null when nothing would be sent
 * @param pace how that is known, in words
 * @param heldBack by which a guard would stop the run; null when none would
 * @param wouldStop why the run would stop whatever anybody approves; null when it would not
 * @param notes what else a person wants to know
 */
public record PlanReport(
        String sync,
        OrgIdentity org,
        String object,
        List<Finding> findings,
        String readsAll,
        Map<String, Long> counts,
        Map<String, Long> fields,
        Map<String, Long> cascades,
        SendingPath path,
        Long seconds,
        String pace,
        Plan heldBack,
        String wouldStop,
        List<String> notes) {

    private static final long MINUTE = 60;

    public PlanReport {
        wouldStop = wouldStop == null ? null : Sentence.closed(wouldStop);
    }

    /** The names of what is counted. */
    public static final class Totals {
        public static final String READ = "read";
        public static final String UNCHANGED = "unchanged";
        public static final String CREATES = "creates";
        public static final String UPDATES = "updates";
        public static final String CLEARS = "clears";
        public static final String FLAGS = "flags";
        public static final String DELETES = "deletes";
        public static final String TOMBSTONES = "tombstones";
        public static final String SAME = "same";
        public static final String LINKS = "links";
        public static final String EDITED = "edited_in_salesforce";
        public static final String INVALID = "invalid";
        public static final String DUPLICATE = "duplicate";
        public static final String MISSING = "missing";
        public static final String NOT_IN_SALESFORCE = "not_in_salesforce";
        public static final String ALREADY_IN_SALESFORCE = "already_in_salesforce";
        public static final String GONE = "gone_in_salesforce";
        public static final String MERGED = "merged_in_salesforce";
        public static final String FOLLOWED = "followed_merges";
        public static final String STILL_REJECTED = "still_rejected";
        public static final String UNRESOLVED = "unresolved_references";
        public static final String DEFERRED = "deferred";
        public static final String WAITING = "waiting_for_references";
        public static final String API_CALLS = "api_calls";

        private Totals() {}
    }

    /** A plan that was not made, since a run would be refused. */
    static PlanReport refused(String sync, CheckReport check) {
        return new PlanReport(
                sync,
                check.org(),
                null,
                check.findings(),
                null,
                Map.of(),
                Map.of(),
                Map.of(),
                null,
                null,
                null,
                null,
                null,
                List.of());
    }

    /** Whether a run would be refused before it reads a row. */
    public boolean isRefused() {
        return findings.stream().anyMatch(Finding::isError);
    }

    /** 2 when a run would be refused, 4 when it would stop by itself, else 0: the codes with which that run would end. */
    public int exitCode() {
        return isRefused() ? 2 : heldBack == null && wouldStop == null ? 0 : RunStatus.STOPPED.exitCode();
    }

    /** How long sending would take, in words; null when nothing would be sent. */
    public String time() {
        if (seconds == null) {
            return null;
        }
        return seconds < MINUTE ? Math.max(1, seconds) + " s" : Quantity.of((seconds + MINUTE - 1) / MINUTE, "minute");
    }

    /** One of the counts. */
    public long count(String name) {
        return counts.getOrDefault(name, 0L);
    }
}
