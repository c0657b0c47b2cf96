package io.accountsync.state;

import java.util.Map;

/**
 * What a run or a stream would have done that a guard held back.
 *
 * @param id what a person names to approve it
 * @param orgId the org that it is about
 * @param mappingVersion the mapping that it was made with
 * @param creates records that are new to the state
 * @param updates records that it knows
 * @param clears those of them that have a field emptied
 * @param missing records that it knows and that were not among the rows for the first time, where that is why it was held back;
 *     else 0
 * @param gone a hash of the very records that would be deleted or flagged, where they are why it was held back; else null
 * @param reason why it was held back, in words
 * @param approved whether a person let it happen
 * @param allowances of a stream's: the guards that hold it back, and how many records of the batch that was held back each lets pass
 *     once it is approved; empty of a run's
 */
public record Plan(
        String id,
        String orgId,
        String mappingVersion,
        long creates,
        long updates,
        long clears,
        long missing,
        String gone,
        String reason,
        boolean approved,
        Map<GuardedEffect, Long> allowances) {

    /** Rows change between a plan and the run that it was approved for: so much more may happen than was approved. */
    private static final double TOLERANCE = 1.1;

    private static final long FEW = 100;

    /** What the ids of plans begin with that streams have; others have digits and the letters a to f. */
    static final String OF_STREAM = "s";

    public Plan {
        allowances = Map.copyOf(allowances);
    }

    /** Of a run, or of a stream that no guard of what it sends holds back. */
    public Plan(
            String id,
            String orgId,
            String mappingVersion,
            long creates,
            long updates,
            long clears,
            long missing,
            String gone,
            String reason,
            boolean approved) {
        this(id, orgId, mappingVersion, creates, updates, clears, missing, gone, reason, approved, Map.of());
    }

    /** The id of a stream's plan. */
    public static String ofStream(String id) {
        return OF_STREAM + id.substring(1);
    }

    /** Whether it is one of a stream, so that its approval is for what that sends from then on. */
    public boolean isOfStream() {
        return id.startsWith(OF_STREAM);
    }

    /** Whether the approval of this plan of a run covers another one, which has grown a little perhaps. */
    public boolean covers(Plan other) {
        return approved
                && orgId.equals(other.orgId)
                && mappingVersion.equals(other.mappingVersion)
                && isAbout(other.creates, creates)
                && isAbout(other.updates, updates)
                && isAbout(other.clears, clears)
                && other.missing <= missing * TOLERANCE
                && (other.gone == null || other.gone.equals(gone));
    }

    private static boolean isAbout(long now, long then) {
        return now <= Math.max(then + FEW, then * TOLERANCE);
    }
}
