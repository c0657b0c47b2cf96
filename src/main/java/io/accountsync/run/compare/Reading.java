package io.accountsync.run.compare;

import io.accountsync.mapping.CursorForm;
import io.accountsync.mapping.RowMapper;
import io.accountsync.run.Run;
import io.accountsync.run.calls.Calls;
import io.accountsync.salesforce.OrgIdentity;
import io.accountsync.state.ChangeSet;
import io.accountsync.state.SyncCursor;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;

/**
 * What reading and comparing the rows of one run needs, and the changes that they leave for the phases after it. Routes carry
 * it in the variable {@code reading}.
 */
public final class Reading {
    private final Run run;
    private final Calls calls;
    private final OrgIdentity org;
    private final RowMapper mapper;
    private final String mappingVersion;
    private final SyncCursor before;
    private final Instant sourceTime;
    private final ChangeSet changes;
    private final ReferenceResolver references;
    private final SeenCursors seenCursors;
    private final RowPlaces places = new RowPlaces();
    private final EventVersions versions = new EventVersions();
    private Since since;
    private CursorForm cursorForm;
    private boolean wholeFile;
    private boolean readToEnd;
    private MissingRows missing;
    private Instant deletionsForgottenUntil;
    private final Set<String> foundLost = new HashSet<>();
    private final Set<String> passed = new HashSet<>();
    private final ForeseenBack foreseenBack = new ForeseenBack();
    private final Absence absence = new Absence(this);

    /**
     * For one run.
     *
     * @param mappingVersion changes with the mapping, with what the org says of its fields, and with the source route
     * @param before the cursor as the last run left it; empty before the first write
     * @param sourceTime the source's own time when the run began
     */
    public Reading(
            Calls calls,
            OrgIdentity org,
            RowMapper mapper,
            String mappingVersion,
            Optional<SyncCursor> before,
            Since since,
            Instant sourceTime,
            ChangeSet changes) {
        this.run = calls.run();
        this.calls = calls;
        this.org = org;
        this.mapper = mapper;
        this.mappingVersion = mappingVersion;
        this.before = before.orElse(null);
        this.since = since;
        this.sourceTime = sourceTime;
        this.changes = changes;
        this.references = new ReferenceResolver(run.sync(), mapper, calls.org());
        this.seenCursors = new SeenCursors(run.sync().mapping().cursorType(), sourceTime);
    }

    public Run run() {
        return run;
    }

    /** By which the run asks the org. */
    public Calls calls() {
        return calls;
    }

    public OrgIdentity org() {
        return org;
    }

    public RowMapper mapper() {
        return mapper;
    }

    /** Puts the ids of the org's records where values of rows stand for them. */
    public ReferenceResolver references() {
        return references;
    }

    public String mappingVersion() {
        return mappingVersion;
    }

    /** Whether the last completed run had another mapping. */
    public boolean mappingChanged() {
        return before != null
                && before.mappingVersion() != null
                && !before.mappingVersion().equals(mappingVersion);
    }

    /** The cursor as the last run left it; empty before the first write. */
    public Optional<SyncCursor> before() {
        return Optional.ofNullable(before);
    }

    /** What the state keeps of where reading has come to; both are null before the run has completed. */
    public SyncCursor cursor(Long value, String version) {
        return run.sync()
                .beginningAt(org)
                .read(
                        value,
                        version,
                        cursorForm == null ? null : cursorForm.toString(),
                        since.readsAll() != null
                                ? Long.valueOf(run.startedAt().toEpochMilli())
                                : before().map(SyncCursor::fullReadAt).orElse(null));
    }

    public Since since() {
        return since;
    }

    /** Begins elsewhere: what was asked for first turned out not to do. */
    public void since(Since other) {
        since = other;
    }

    /** The source's own time when the run began. */
    public Instant sourceTime() {
        return sourceTime;
    }

    /** The cursors of the rows read. */
    public SeenCursors seenCursors() {
        return seenCursors;
    }

    /** How the cursor column writes its times, where it holds texts; else null. */
    public CursorForm cursorForm() {
        return cursorForm;
    }

    public void cursorForm(CursorForm form) {
        cursorForm = form;
    }

    /** Reads rows, whose places messages will name. */
    public RowReader reader(Iterator<Object> rows) {
        return new RowReader(run.sync().mapping(), mapper, places, rows);
    }

    /** Where the rows are at the source. */
    RowPlaces places() {
        return places;
    }

    /** Where events stand in the order of their source; there are none in a run. */
    public EventVersions versions() {
        return versions;
    }

    /** What differs from what Salesforce has. */
    public ChangeSet changes() {
        return changes;
    }

    /** Notes that the rows are those of a file, which is read from its first line whatever the cursor is. */
    public void readsWholeFile() {
        wholeFile = true;
    }

    /** Begins to look for records that are not among the rows, which are all that there are. */
    MissingRows lookForMissing() {
        missing = new MissingRows(run);
        run.holds(missing);
        return missing;
    }

    /** The records that are not among the rows; empty where not all of them are read. */
    public Optional<MissingRows> missing() {
        return Optional.ofNullable(missing);
    }

    /** A record turned out to be gone in Salesforce before the rows were read, and was counted and reported as that. */
    public void foundLost(String key) {
        foundLost.add(key);
    }

    /** Whether it did: what its row meets is the same news, and neither more of it nor old. */
    public boolean wasFoundLost(String key) {
        return foundLost.contains(key);
    }

    /** The records that were gone in Salesforce and are back, for a plan. */
    public ForeseenBack foreseenBack() {
        return foreseenBack;
    }

    /** Notes that the rows of rejected or deferred records are back at what Salesforce has; a plan leaves that in the state. */
    void passed(Collection<String> keys) {
        passed.addAll(keys);
    }

    /** Whether the row of a record is. */
    public boolean hasPassed(String key) {
        return passed.contains(key);
    }

    /** Before then the org does not know any more what was deleted since this sync last asked. */
    public void deletionsForgottenUntil(Instant at) {
        deletionsForgottenUntil = at;
    }

    /** Before when it does not; empty where it knows everything. */
    public Optional<Instant> deletionsForgottenUntil() {
        return Optional.ofNullable(deletionsForgottenUntil);
    }

    /** Whether the last row of the source has come; until then all numbers are those of a part. */
    public boolean isReadToEnd() {
        return readToEnd;
    }

    void readToEnd() {
        readToEnd = true;
    }

    /** Whether it says anything that a record's row was not there. */
    public Absence absence() {
        return absence;
    }

    /** Whether it reads every row that there is in order to compare all of them. */
    boolean readsWhole() {
        return wholeFile || since.comparesAll();
    }

    /** Whether it reads every row that there is, so that one which it does not come by is gone. */
    public boolean readsEverything() {
        return wholeFile || since.readsAll() != null;
    }
}
