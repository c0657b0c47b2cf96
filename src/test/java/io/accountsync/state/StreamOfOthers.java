package io.accountsync.state;

import io.accountsync.config.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;

/** A stream session of the sync accounts, as another process has it: what a run sees of it in the state. */
public final class StreamOfOthers implements AutoCloseable {
    private static final byte[] NEWER = {7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7};

    private final StateDatabase database;
    private SyncState session;
    private long runId;

    private StreamOfOthers(StateDatabase database) {
        this.database = database;
    }

    /** Next to this process, in the state that its keys name. */
    public static StreamOfOthers of(CamelContext context) {
        return of(context, Clock.systemUTC());
    }

    /** The same with the clock of that process. */
    public static StreamOfOthers of(CamelContext context, Clock clock) {
        return new StreamOfOthers(StateDatabase.open(Settings.of(context), clock));
    }

    /** In the state of a directory. */
    public static StreamOfOthers in(Path directory) {
        return new StreamOfOthers(TestState.open(Map.of("state.directory", directory.toString())));
    }

    /** Begins a session of a run with that number. */
    public StreamOfOthers begin(long number) {
        runId = number;
        session = new SyncState(
                database,
                LeaseName.ofSession("accounts", number),
                new Leases(database, LeaseOwner.self(), Duration.ofMinutes(5)));
        session.leases().acquire(session.lease().text());
        session.write(() -> {
            if (!session.sessions().begin()) {
                throw new IllegalStateException("a Bulk job goes on");
            }
        });
        return this;
    }

    /** Claims records; returns what it got. */
    public Set<String> take(String... keys) {
        List<Set<String>> taken = new ArrayList<>();
        session.write(() -> taken.add(session.claims().take(List.of(keys))));
        return taken.get(0);
    }

    /** Gives claims back. */
    public void release(String... keys) {
        session.write(() -> session.claims().release(List.of(keys)));
    }

    /** Has seen a change of a record. */
    public void saw(String key, String origin, long version) {
        session.write(() -> session.versions().keep(origin, Map.of(key, version)));
    }

    /** Has records on its way. */
    public void note(String... keys) {
        session.write(() -> session.sent().begin(runId, List.of(keys)));
    }

    /** Salesforce confirmed a newer payload of a record. */
    public void confirm(String key) {
        String id = session.records().find(List.of(key)).get(key).salesforceId();
        session.write(() -> session.records().confirm(List.of(new SyncedRecord(key, NEWER, id)), runId));
    }

    /** Whether the state has of a record what {@link #confirm} said. */
    public boolean isConfirmed(String key) {
        return Arrays.equals(
                NEWER, session.records().find(List.of(key)).get(key).fingerprint());
    }

    /** A run that died left a claim. */
    public void claimForTheRun(String key) {
        session.write(() -> new RecordClaims(database, "accounts", "accounts").take(List.of(key)));
    }

    /** Its lease ends without a word. */
    public void die() {
        database.with(db -> db.update(
                "update sync_lease set expires_at = 5 where sync = ?",
                session.lease().text()));
    }

    /** Ends as it should. */
    public void end() {
        session.write(() -> session.claims().releaseAll());
        session.leases().release(session.lease().text());
    }

    /** How many rows a table of the state has. */
    public long rowsOf(String table) {
        return database.with(db -> db.queryForObject("select count(*) from " + table, Long.class));
    }

    @Override
    public void close() {
        database.close();
    }
}
