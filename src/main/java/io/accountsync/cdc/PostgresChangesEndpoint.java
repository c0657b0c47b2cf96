package io.accountsync.cdc;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Settings;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** Where a route gets the changes of tables from: those of the database of {@code source.url}. */
public final class PostgresChangesEndpoint extends DefaultEndpoint {
    private final String slot;
    private String tables;
    private String sync;
    private final AtomicReference<OptionalLong> lag = new AtomicReference<>(OptionalLong.empty());
    private ChangeTrouble trouble;
    private final PublicationHistory history = new PublicationHistory();
    private volatile ChangeReading reading;
    private SlotWatch watch;

    PostgresChangesEndpoint(String uri, PostgresChangesComponent component, String slot) {
        super(uri, component);
        this.slot = slot;
    }

    /** Those that routes of this context read from, or would. */
    public static List<PostgresChangesEndpoint> in(CamelContext context) {
        return context.getEndpoints().stream()
                .filter(PostgresChangesEndpoint.class::isInstance)
                .map(PostgresChangesEndpoint.class::cast)
                .toList();
    }

    /** The slot in PostgreSQL, and the name of the publication. */
    public String getSlot() {
        return slot;
    }

    /** The tables, with their schemas, separated by commas. */
    public String getTables() {
        return tables;
    }

    public void setTables(String tables) {
        this.tables = tables;
    }

    /** The sync that the changes are for: exchanges have it as variable {@code sync}; null where the route sets it. */
    public String getSync() {
        return sync;
    }

    public void setSync(String sync) {
        this.sync = sync;
    }

    /** How many bytes of its log PostgreSQL keeps for the slot, as last seen; empty where there is no slot, or nobody looked yet. */
    public OptionalLong lag() {
        return lag.get();
    }

    /** From the first time that a route takes changes until the context stops, even while the route is stopped. */
    synchronized void watch(ChangeReading current) {
        reading = current;
        if (watch == null) {
            watch = new SlotWatch(
                    new ReplicationSlot(source()),
                    this::setLag,
                    history,
                    new SlotWatch.Listeners(() -> reading.again(), trouble()::slotIsRead));
            getCamelContext()
                    .getExecutorServiceManager()
                    .newSingleThreadExecutor(this, "postgres-changes-watch")
                    .submit(watch);
        }
    }

    /** What is known of the publication, also over pauses of the route. */
    PublicationHistory history() {
        return history;
    }

    @Override
    protected synchronized void doStop() throws Exception {
        if (watch != null) {
            watch.end();
        }
        super.doStop();
    }

    /** Whom to tell when no changes come; it outlives a route that is stopped and started again. */
    synchronized ChangeTrouble trouble() {
        if (trouble == null) {
            trouble = new ChangeTrouble(getCamelContext(), slot, sync);
        }
        return trouble;
    }

    void setLag(OptionalLong bytes) {
        lag.set(bytes);
    }

    /**
     * What is read.
     *
     * @throws ConfigurationException when no table is named, or the database is not known
     */
    ChangeSource source() {
        if (tableNames().isEmpty()) {
            throw new ConfigurationException(PostgresChangesComponent.SCHEME + ":" + slot
                    + " names no tables; set tables, such as public.customers");
        }
        Settings settings = Settings.of(getCamelContext());
        return new ChangeSource(
                settings.required("source.url"),
                settings.text("source.username").orElse(System.getProperty("user.name")),
                settings.text("source.password").orElse(""),
                slot,
                tableNames());
    }

    /**
     * What keeps changes from being read, each with its remedy: makes nothing in the database.
     *
     * @throws ConfigurationException when the jars that read them are not there, or the database is another one
     * @throws SQLException when it cannot be asked
     */
    public List<String> unmetDemands() throws SQLException {
        ChangeSource source = source();
        source.settings();
        ChangeReaders.ofPostgres(Thread.currentThread().getContextClassLoader());
        return new ReplicationSlot(source).unmetDemands();
    }

    /**
     * What the database writes of a deleted row of each table.
     *
     * @throws SQLException when it cannot be asked
     */
    public List<ReplicaIdentity> replicaIdentities() throws SQLException {
        return new ReplicationSlot(source()).identities();
    }

    /**
     * Whether the database bounds what it keeps for a slot.
     *
     * @throws SQLException when it cannot be asked
     */
    public boolean isBounded() throws SQLException {
        return new ReplicationSlot(source()).isBounded();
    }

    /**
     * What does not come though it may be wanted, each with its remedy.
     *
     * @throws SQLException when the database cannot be asked
     */
    public List<String> doubts() throws SQLException {
        return new ReplicationSlot(source()).doubts();
    }

    /**
     * The columns that changes of each table do not have, by the name of the table; names ignore case.
     *
     * @throws SQLException when the database cannot be asked
     */
    public Map<String, Set<String>> unpublishedColumns() throws SQLException {
        return new ReplicationSlot(source()).unpublishedColumns();
    }

    /** The tables, each with its schema. */
    public List<String> tableNames() {
        return tables == null
                ? List.of()
                : Arrays.stream(tables.split(","))
                        .map(String::strip)
                        .filter(table -> !table.isEmpty())
                        .toList();
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        PostgresChangesConsumer consumer = new PostgresChangesConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    /** A log of changes is for reading: nothing can be sent to it, which is how Camel has it said. */
    @Override
    public Producer createProducer() {
        throw new UnsupportedOperationException("changes are read only");
    }
}
