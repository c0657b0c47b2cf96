package io.accountsync.run.decide;

/**
 * Of how many records a guard judges.
 *
 * @param fresh records of what is about to be sent, that do not count yet
 * @param before those that count already: of a stream what was let through within its window; of a run none
 * @param allowed how many of all of them a person lets pass besides
 */
record Guarded(long fresh, long before, long allowed) {
    /** Of a run, which is judged as a whole before it sends anything. */
    static Guarded ofRun(long records) {
        return new Guarded(records, 0, 0);
    }

    /** What would have happened with it. */
    long total() {
        return fresh + before;
    }

    /** Whether that is more than a number; what adds nothing is never too much. */
    boolean isAbove(long limit) {
        return fresh > 0 && counted() > limit;
    }

    /** What nobody allowed. */
    long counted() {
        return total() - allowed;
    }
}
