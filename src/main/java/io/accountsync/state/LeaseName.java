package io.accountsync.state;

/**
 * By which name a lease stands in the state. A run of a sync has the lease with the sync's own name; each stream session of the
 * sync has one of its own, so that several go on at once, and next to a run.
 *
 * @param sync whose records it is about
 * @param session the number of the stream session's run; null for the sync's own lease
 */
public record LeaseName(String sync, Long session) {
    /** No sync has a name with a blank: it is the id of a bean. */
    private static final String STREAM = " stream ";

    /** Behind all that begin with {@link #STREAM}, byte by byte. */
    private static final String BEHIND = " stream!";

    private static final String JOBS = " jobs";

    /** The one that runs of a sync have, and commands that change its state. */
    public static LeaseName ofSync(String sync) {
        return new LeaseName(sync, null);
    }

    /** The one of a stream session. */
    public static LeaseName ofSession(String sync, long runId) {
        return new LeaseName(sync, runId);
    }

    /** What {@link #text} made. */
    public static LeaseName parse(String text) {
        int at = text.indexOf(STREAM);
        if (at < 0) {
            return ofSync(text);
        }
        try {
            return ofSession(text.substring(0, at), Long.parseLong(text.substring(at + STREAM.length())));
        } catch (NumberFormatException e) {
            return ofSync(text);
        }
    }

    /** Names from here on, up to {@link #afterSessions}, are of stream sessions of a sync. */
    static String firstSession(String sync) {
        return sync + STREAM;
    }

    /** Names before this one, from {@link #firstSession} on, are of stream sessions of a sync. */
    static String afterSessions(String sync) {
        return sync + BEHIND;
    }

    /**
     * Who claims the records of a sync's Bulk jobs. There is no such lease: a job goes on in Salesforce when its run has died, so
     * that its records are free only when a run has seen its end.
     */
    static String ofJobs(String sync) {
        return sync + JOBS;
    }

    public boolean isSession() {
        return session != null;
    }

    /** As the state has it. */
    public String text() {
        return session == null ? sync : sync + STREAM + session;
    }

    /** For people, within a sentence. */
    @Override
    public String toString() {
        return session == null ? "sync " + sync : "stream session " + session + " of sync " + sync;
    }
}
