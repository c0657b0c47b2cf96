package io.accountsync.run.send;

import io.accountsync.config.PackedKeys;
import io.accountsync.config.Settings;
import io.accountsync.config.TestClock;
import io.accountsync.mapping.CursorType;
import io.accountsync.mapping.Describe;
import io.accountsync.mapping.FieldRule;
import io.accountsync.mapping.Mapping;
import io.accountsync.mapping.Payload;
import io.accountsync.mapping.RowMapper;
import io.accountsync.mapping.SyncDefinition;
import io.accountsync.mapping.TestObjects;
import io.accountsync.run.Count;
import io.accountsync.run.LeaseKeeper;
import io.accountsync.run.Outcomes;
import io.accountsync.run.RecordLog;
import io.accountsync.run.Run;
import io.accountsync.run.RunIdentity;
import io.accountsync.run.RunObserver;
import io.accountsync.run.calls.ApiBudget;
import io.accountsync.run.calls.CallPlaces;
import io.accountsync.run.calls.Calls;
import io.accountsync.run.compare.Reading;
import io.accountsync.run.compare.Since;
import io.accountsync.run.sync.RunMode;
import io.accountsync.run.sync.Sync;
import io.accountsync.run.sync.SyncSettings;
import io.accountsync.run.sync.TestSettings;
import io.accountsync.salesforce.ApiUsage;
import io.accountsync.salesforce.CallFence;
import io.accountsync.salesforce.CallWatch;
import io.accountsync.salesforce.ErrorRules;
import io.accountsync.salesforce.OrgIdentity;
import io.accountsync.state.Change;
import io.accountsync.state.ChangeSet;
import io.accountsync.state.LeaseOwner;
import io.accountsync.state.Leases;
import io.accountsync.state.RejectedRecord;
import io.accountsync.state.StateDatabase;
import io.accountsync.state.SyncState;
import io.accountsync.state.SyncedRecord;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * What sends the changes of one run, with a real state and a real change set, and nothing else: no route runs, and no org
 * is there. The mapping has the fields Customer_Id__c, Name, BillingCity and the parent.
 */
public final class TestSending implements AutoCloseable {
    private static final String NAME = "accounts";

    /** Never started. */
    private final DefaultCamelContext context = new DefaultCamelContext();

    private final StateDatabase database;
    private final SyncState state;
    private final RowMapper mapper;
    private final Run run;
    private final Sending sending;
    private ApiUsage.Reading usage;
    private long sequence;

    private TestSending(
            Path directory, RunMode mode, long limit, Consumer<SyncDefinition> definition, List<String> settings) {
        Map<String, String> keys = PackedKeys.defaults();
        keys.put("state.directory", directory.toString());
        keys.put("sync.retry-delay", "1");
        keys.put("sync.bulk.poll-interval", "1");
        for (int i = 0; i < settings.size(); i += 2) {
            keys.put(settings.get(i), settings.get(i + 1));
        }
        Properties properties = new Properties();
        properties.putAll(keys);
        context.getPropertiesComponent().setOverrideProperties(properties);
        Settings read = Settings.of(key -> Optional.ofNullable(keys.get(key)));
        SyncSettings ofSync = TestSettings.of(read);
        Mapping mapping = mapping(definition);
        this.mapper = mapper(mapping);
        Sync sync = new Sync(NAME, mapping, ofSync, "1");
        this.database = StateDatabase.open(read, Clock.systemUTC());
        Leases leases = new Leases(database, LeaseOwner.self(), Duration.ofMinutes(5));
        this.state = new SyncState(database, NAME, leases);
        leases.acquire(NAME);
        long id = state.runs().begin(NAME, mode.word());
        TestClock clock = TestClock.standing();
        this.run = new Run(
                new RunIdentity(id, sync, mode, false, limit, clock.instant(), state.now()),
                state,
                new LeaseKeeper(leases, NAME, clock, new CallFence()),
                new RunObserver() {},
                new CallWatch(),
                new Outcomes(context, clock, sync, id, RecordLog.NONE));
        ChangeSet changes = ChangeSet.create(directory, NAME, id);
        run.holds(changes);
        Calls calls = new Calls(
                context,
                run,
                new ErrorRules(read),
                new ApiBudget(ofSync, () -> Optional.ofNullable(usage), 0, run.counts(), clock),
                new CallPlaces());
        Reading reading = new Reading(
                calls,
                new OrgIdentity("00D000000000001AAA", "Org", "Developer Edition", true),
                mapper,
                "1",
                Optional.empty(),
                Since.all(CursorType.TIMESTAMP, "first run"),
                clock.instant(),
                changes);
        this.sending = new Sending(reading, new CircuitBreaker(ofSync.maxRejected(), ofSync.maxRejectedAfter()));
    }

    /** An incremental run with further keys and values. */
    public static TestSending in(Path directory, String... settings) {
        return with(directory, definition -> {}, settings);
    }

    /** The same with a mapping that a test changes. */
    public static TestSending with(Path directory, Consumer<SyncDefinition> definition, String... settings) {
        return new TestSending(directory, RunMode.INCREMENTAL, 0, definition, List.of(settings));
    }

    /** A run of another mode. */
    public static TestSending in(Path directory, RunMode mode, String... settings) {
        return new TestSending(directory, mode, 0, definition -> {}, List.of(settings));
    }

    /** A run that sends at most so many records. */
    public static TestSending limited(Path directory, long limit, String... settings) {
        return new TestSending(directory, RunMode.INCREMENTAL, limit, definition -> {}, List.of(settings));
    }

    private Mapping mapping(Consumer<SyncDefinition> change) {
        SyncDefinition definition = new SyncDefinition();
        definition.setObject("Account");
        definition.setExternalId("Customer_Id__c");
        definition.getFields().put("Customer_Id__c", rule("${body[id]}"));
        definition.getFields().put("Name", rule("${body[name]}"));
        definition.getFields().put("BillingCity", rule("${body[city]}"));
        FieldRule parent = rule("${body[parent]}");
        parent.setLookup("Customer_Id__c");
        definition.getFields().put("Parent", parent);
        change.accept(definition);
        return Mapping.compile("routes/accounts.camel.yaml", definition, context);
    }

    private static FieldRule rule(String value) {
        FieldRule rule = new FieldRule();
        rule.setValue(value);
        return rule;
    }

    private static RowMapper mapper(Mapping mapping) {
        try {
            return mapping.bind(new TestObjects()
                            .with(Describe.account().text("BillingCity", 40).text("Phone", 40)))
                    .mapper();
        } catch (SalesforceException e) {
            throw new AssertionError("nothing is asked over the wire", e);
        }
    }

    public Sending sending() {
        return sending;
    }

    public Run run() {
        return run;
    }

    public SyncState state() {
        return state;
    }

    public RowMapper mapper() {
        return mapper;
    }

    public ChangeSet changes() {
        return sending.changes();
    }

    public long count(Count count) {
        return run.counts().get(count);
    }

    /** From now on the org says that its calls of the day are used up, so that none may be made. */
    public void useUpCalls() {
        usage = new ApiUsage.Reading(100, 100, Instant.MAX);
    }

    /** A row that differs from what Salesforce has. */
    public Change row(String key, String name) {
        return row(key, name, null, null);
    }

    /** The same of a record that Salesforce has. */
    public Change row(String key, String name, String salesforceId) {
        return row(key, name, null, salesforceId);
    }

    /** @param parent the key of another row; null for none */
    public Change row(String key, String name, String parent, String salesforceId) {
        String json = "{\"Customer_Id__c\":\"" + key + "\",\"Name\":\"" + name + "\",\"BillingCity\":\"Graz\""
                + (parent == null ? "" : ",\"Parent\":{\"Customer_Id__c\":\"" + parent + "\"}") + "}";
        return change(key, json, parent, salesforceId, null, Change.Origin.READ);
    }

    /** A record that an earlier run had rejected and that is sent again. */
    public Change retried(String key, String name, String code) {
        Change row = row(key, name);
        return change(key, row.payload().text(), null, null, new Change.Rejection(code, true), Change.Origin.RETRIED);
    }

    public Change change(
            String key,
            String json,
            String parent,
            String salesforceId,
            Change.Rejection rejection,
            Change.Origin origin) {
        Payload payload = Payload.of(json);
        return new Change(
                key,
                ++sequence,
                sequence,
                mapper.fingerprint(payload),
                payload,
                parent,
                salesforceId,
                rejection,
                origin);
    }

    /** Ends the reading with these changes, and goes on to the first wave. */
    public TestSending read(Change... rows) {
        return read(List.of(rows));
    }

    public TestSending read(List<Change> rows) {
        changes().add(rows);
        return readToEnd();
    }

    /** Ends the reading with what the change set has. */
    public TestSending readToEnd() {
        changes().deduplicate();
        Integer wave = changes().waveAfter(-1);
        if (wave != null) {
            sending.wave(wave);
        }
        run.progress()
                .toSend(changes().counts().waves().stream()
                        .mapToLong(one -> one.records())
                        .sum());
        return this;
    }

    /** What the state knows of a record. */
    public SyncedRecord known(String key) {
        return state.records().find(List.of(key)).get(key);
    }

    /** What the state says of a record that did not pass. */
    public RejectedRecord rejected(String key) {
        return state.rejected().find(List.of(key)).get(key);
    }

    /** The keys of what is to be sent still of the current wave. */
    public List<String> left() {
        return changes().page(sending.wave(), null, 1000).stream()
                .map(Change::key)
                .toList();
    }

    /** The first batch of the current wave. */
    public Batch batch() {
        return new WaveBatches(sending, Integer.MAX_VALUE).next();
    }

    /** The keys of the records of a batch. */
    public static List<String> keys(Batch batch) {
        return batch.records().stream().map(Change::key).toList();
    }

    @Override
    public void close() {
        run.close();
        database.close();
    }
}
