package io.accountsync.run;

import io.accountsync.alert.Alerts;
import io.accountsync.camel.StateTokens;
import io.accountsync.config.Settings;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.plan.PlanReport;
import io.accountsync.plan.PlanSink;
import io.accountsync.plan.Planning;
import io.accountsync.run.steps.Engine;
import io.accountsync.run.steps.SyncSteps;
import io.accountsync.run.stream.StreamSteps;
import io.accountsync.run.stream.Streams;
import io.accountsync.run.sync.RunMode;
import io.accountsync.salesforce.OrgComponent;
import io.accountsync.state.StateDatabase;
import io.accountsync.state.SyncCursor;
import io.accountsync.state.SyncState;
import io.accountsync.state.Transactions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Variable;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/**
 * The real engine routes in a plain CamelContext, with a sync file of the test's own and rows from memory or a database;
 * against a local org over HTTP and a state in a directory of the test. Each one is like a process that was started anew.
 */
public final class TestSync implements AutoCloseable {
    /** The mapping of most tests: rows with the columns id, name, city, parent, changed. */
    public static final String ACCOUNTS =
            """
            - beans:
                - name: accounts
                  type: io.accountsync.mapping.SyncDefinition
                  properties:
                    object: Account
                    externalId: Customer_Id__c
                    fields:
                      Customer_Id__c: "${body[id]}"
                      Name: "${body[name]}"
                      BillingCity: "${body[city]}"
                    fields[Parent]:
                      lookup: Customer_Id__c
                      value: "${body[parent]}"
            """;

    /** The same with the cursor column changed, an integer. */
    public static final String ACCOUNTS_WITH_CURSOR =
            ACCOUNTS.replace("externalId:", "cursor: changed\n        cursorType: integer\n        externalId:");

    /** The source route of these tests; rows come from memory. */
    public static final String ROWS =
            """
            - route:
                id: accounts-source
                from:
                  uri: direct
                  parameters:
                    name: accounts-source
                  steps:
                    - setBody:
                        expression:
                          method:
                            ref: rows
                            method: read
            """;

    private boolean awaitsAlerts = true;
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Properties properties = new Properties();
    private final ProducerTemplate template;
    private final List<Object> asked = new ArrayList<>();
    private Rows rows = List::of;
    private Rows gone = List::of;
    private volatile Consumer<String> passing = point -> {};

    /** The bean that the source route asks. */
    public final class Source {
        public Object read(@Variable("since") Object since) throws Exception {
            asked.add(since);
            return rows.get();
        }

        /** Asked by a route of deletions. */
        public Object gone() throws Exception {
            return gone.get();
        }

        /** Steps that a test puts into its engine routes. */
        public void pass(String point) {
            passing.accept(point);
        }
    }

    /** Where rows come from; asked once in each run. */
    @FunctionalInterface
    public interface Rows {
        Object get() throws Exception;
    }

    private TestSync(LocalOrg org, Path directory) {
        properties.put("salesforce.login-url", org.baseUrl());
        properties.put("salesforce.client-id", org.clientId());
        properties.put("salesforce.client-secret", org.clientSecret());
        properties.put("salesforce.refresh-token", org.refreshToken());
        properties.put("state.directory", directory.toString());
        properties.put("sync.retry-delay", "1");
        properties.put("sync.bulk.poll-interval", "5");
        context.getPropertiesComponent().setLocation("classpath:application.properties");
        context.getPropertiesComponent().setOverrideProperties(properties);
        context.getRegistry().bind("rows", new Source());
        template = context.createProducerTemplate();
    }

    /** A sync of rows from memory with {@link #ACCOUNTS}. */
    public static TestSync start(LocalOrg org, Path directory) {
        return start(org, directory, ACCOUNTS);
    }

    /** A sync of rows from memory with a mapping of the test's own, and further keys and values. */
    public static TestSync start(LocalOrg org, Path directory, String mapping, String... settings) {
        return startFile(org, directory, mapping + ROWS, settings);
    }

    /** A sync with a whole file of the test's own. */
    public static TestSync startFile(LocalOrg org, Path directory, String file, String... settings) {
        TestSync sync = new TestSync(org, directory);
        for (int i = 0; i < settings.length; i += 2) {
            sync.properties.put(settings[i], settings[i + 1]);
        }
        return sync.load(file);
    }

    /** The same in a process that has a clock of its own. */
    public static TestSync startFile(LocalOrg org, Path directory, Clock clock, String file, List<String> settings) {
        TestSync sync = new TestSync(org, directory);
        for (int i = 0; i < settings.size(); i += 2) {
            sync.properties.put(settings.get(i), settings.get(i + 1));
        }
        Engine engine = new Engine(sync.context, clock);
        sync.replace(SyncSteps.BEAN, new SyncSteps(engine));
        Streams streams = new Streams(sync.context, engine);
        sync.replace(StreamSteps.BEAN, new StreamSteps(engine, streams));
        sync.replace(OrgComponent.TOKENS, new StateTokens(engine::refreshTokens));
        try {
            sync.context.addService(engine);
            sync.context.addService(streams);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return sync.load(file);
    }

    private void replace(String name, Object bean) {
        context.getRegistry().unbind(name);
        context.getRegistry().bind(name, bean);
    }

    private TestSync load(String file) {
        try {
            Resource resource = ResourceHelper.fromString("routes/accounts.camel.yaml", file);
            PluginHelper.getRoutesLoader(context).loadRoutes(resource);
            context.start();
            return this;
        } catch (RuntimeException e) {
            close();
            throw e;
        } catch (Exception e) {
            close();
            throw new IllegalStateException(e);
        }
    }

    /** A sync of rows from memory with a bean of the test's own in place of ours, and further keys and values. */
    public static TestSync startWith(LocalOrg org, Path directory, String name, Object bean, String... settings) {
        TestSync sync = new TestSync(org, directory);
        for (int i = 0; i < settings.length; i += 2) {
            sync.properties.put(settings[i], settings[i + 1]);
        }
        sync.replace(name, bean);
        return sync.load(ACCOUNTS + ROWS);
    }

    /** The same with a whole file of the test's own, and a bean that it names. */
    public static TestSync startFileWith(
            LocalOrg org, Path directory, String name, Object bean, String file, String... settings) {
        TestSync sync = new TestSync(org, directory);
        for (int i = 0; i < settings.length; i += 2) {
            sync.properties.put(settings[i], settings[i + 1]);
        }
        sync.replace(name, bean);
        return sync.load(file);
    }

    /** What the next runs read. */
    public TestSync rows(Rows source) {
        rows = source;
        return this;
    }

    /** What the next runs read. */
    public TestSync rows(Collection<? extends Map<String, ?>> source) {
        return rows(() -> new ArrayList<>(source));
    }

    /** What a route leaves that asks the bean {@code rows} for its method {@code gone}. */
    TestSync gone(Rows source) {
        gone = source;
        return this;
    }

    /** What is done when a run comes by a step that calls {@code rows.pass('some point')}. */
    public TestSync whenPassing(Consumer<String> action) {
        passing = action;
        return this;
    }

    /** Transactions of the state pass as well, by the names of {@link Transactions}. */
    public TestSync watchTransactions() {
        Transactions.watch(engine().database(), point -> passing.accept(point));
        return this;
    }

    /** What the variable since held, run by run. */
    public List<Object> asked() {
        return asked;
    }

    /** Runs end from now on while channels of alerts may be notified still. */
    public TestSync withoutAwaitingAlerts() {
        awaitsAlerts = false;
        return this;
    }

    public RunReport run() {
        return run(RunMode.INCREMENTAL);
    }

    public RunReport run(RunMode mode) {
        return run("accounts", mode);
    }

    /** A run that sends at most so many records. */
    public RunReport run(RunMode mode, long limit) {
        return run("accounts", mode, limit);
    }

    /** What a run in that mode would do. */
    public PlanReport plan(RunMode mode, PlanSink sink) throws Exception {
        return new Planning(context, sink, Optional.empty()).plan("accounts", mode, List.of());
    }

    public RunReport run(String name, RunMode mode) {
        return run(name, mode, 0);
    }

    private RunReport run(String name, RunMode mode, long limit) {
        Exchange exchange = template.request("direct:sync-run", request -> {
            request.setVariable("sync", name);
            request.setVariable("mode", mode);
            request.setVariable("limit", limit);
        });
        if (exchange.getException() != null) {
            throw new IllegalStateException(exchange.getException());
        }
        if (awaitsAlerts) {
            context.getRegistry().lookupByNameAndType(Alerts.BEAN, Alerts.class).awaitEnd();
        }
        return exchange.getMessage().getBody(RunReport.class);
    }

    /** How many records are rejected. */
    public long parked() {
        return ofState(state -> state.rejected().count());
    }

    /** The cursor as the state has it; null before the first. */
    public Long cursor() {
        return ofState(state ->
                state.cursors().find("accounts").map(SyncCursor::cursorValue).orElse(null));
    }

    /** Something of the state, in a connection of its own. */
    public <T> T ofState(Function<SyncState, T> question) {
        return ofState("accounts", question);
    }

    /** The same of a sync with another name. */
    public <T> T ofState(String name, Function<SyncState, T> question) {
        try (StateDatabase database = StateDatabase.open(Settings.of(context), Clock.systemUTC())) {
            return question.apply(new SyncState(database, name, null));
        }
    }

    public CamelContext context() {
        return context;
    }

    public Engine engine() {
        return Engine.of(context);
    }

    @Override
    public void close() {
        context.stop();
    }

    /** A row; keys ignore case as those of real sources do. */
    public static Map<String, Object> row(Object... columnsAndValues) {
        Map<String, Object> row = new HashMap<>();
        for (int i = 0; i < columnsAndValues.length; i += 2) {
            row.put((String) columnsAndValues[i], columnsAndValues[i + 1]);
        }
        Map<String, Object> ignoringCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        ignoringCase.putAll(row);
        for (String column : List.of("id", "name", "city", "parent", "changed")) {
            ignoringCase.putIfAbsent(column, null);
        }
        return ignoringCase;
    }

    /** A customer with a name. */
    public static Map<String, Object> customer(Object id, String name) {
        return row("id", id, "name", name);
    }

    /** Customers 1 to n. */
    public static List<Map<String, Object>> customers(int n) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 1; i <= n; i++) {
            rows.add(customer(i, "Company " + i));
        }
        return rows;
    }
}
