package io.accountsync.state;

import java.util.List;
import java.util.Optional;

/** What the state knows of one record because several may send it: streams of a sync, and its runs. */
public final class StreamTrace {
    private final StateDatabase database;
    private final String sync;

    StreamTrace(StateDatabase database, String sync) {
        this.database = database;
        this.sync = sync;
    }

    /**
     * How far a source was when it gave what is known of the record.
     *
     * @param origin whose order that is: a place of a stream's source, or the cursor column that runs read
     * @param seenAt when such a change was last seen, in milliseconds since 1970
     */
    public record Version(String origin, long version, long seenAt) {}

    /**
     * Who has the record in hands.
     *
     * @param name whose, for people
     * @param isOfJob whether it is a Bulk job's
     * @param process who holds its lease and since when; null for a Bulk job, which goes on in Salesforce, and where the lease has
     *     ended, so that whoever needs the record next takes it over
     */
    public record Claim(String name, boolean isOfJob, String process) {}

    /**
     * What is known.
     *
     * @param claim null where nobody has it in hands
     * @param versions by their origins
     */
    public record Found(Claim claim, List<Version> versions) {}

    /** What is known of a record. */
    Found find(String key) {
        return new Found(claim(key).orElse(null), versions(key));
    }

    private List<Version> versions(String key) {
        return database.with(db -> db.query(
                "select origin, version, seen_at from source_version where record_key = ? and sync = ? and origin <> ?"
                        + " order by origin",
                (row, n) -> new Version(row.getString(1), row.getLong(2), row.getLong(3)),
                key,
                sync,
                SourceVersions.RUN));
    }

    private Optional<Claim> claim(String key) {
        return database
                .with(db -> db.queryForList(
                        "select lease from record_claim where record_key = ? and sync = ?", String.class, key, sync))
                .stream()
                .findFirst()
                .map(this::claimOf);
    }

    private Claim claimOf(String lease) {
        if (lease.equals(LeaseName.ofJobs(sync))) {
            return new Claim("a Bulk job", true, null);
        }
        String process = Leases.holder(database, lease).map(HeldLease::holder).orElse(null);
        LeaseName name = LeaseName.parse(lease);
        return new Claim(name.isSession() ? "stream session " + name.session() : "a run", false, process);
    }
}
