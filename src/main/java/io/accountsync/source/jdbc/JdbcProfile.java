package io.accountsync.source.jdbc;

import io.accountsync.config.jdbc.JdbcUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What account-sync knows of one kind of database: how its driver is told to hand over rows while they are read, how the
 * connection is made secure, and how the database tells its time. A database that is not known gets what JDBC has for all.
 */
public abstract class JdbcProfile {
    /** How many rows a driver asks for at once. */
    static final String FETCH_SIZE = "1000";

    private final String name;
    private final String title;
    private final String artifact;

    /**
     * A kind of database.
     *
     * @param name what its URLs have behind {@code jdbc:}, and the command {@code driver} takes
     * @param title as its makers write it
     * @param artifact of Maven Central that has the driver, as {@code group:artifact:version}; null where it has none, or account-sync
     *     comes with it
     */
    JdbcProfile(String name, String title, String artifact) {
        this.name = name;
        this.title = title;
        this.artifact = artifact;
    }

    public final String name() {
        return name;
    }

    public final String title() {
        return title;
    }

    /** Such as "a MySQL database". */
    public final String described() {
        return (title.matches("[AEIO].*|H2") ? "an " : "a ") + title + " database";
    }

    /** What a URL of this database begins with. */
    public final String prefix() {
        return "jdbc:" + name + ":";
    }

    /** The driver on Maven Central, as {@code group:artifact:version}; empty where it is not there, or not needed. */
    public final Optional<String> artifact() {
        return Optional.ofNullable(artifact);
    }

    /** Whether account-sync comes with the driver. */
    public boolean isInTheJar() {
        return false;
    }

    /** Where to get the driver from when Maven Central does not have it. */
    public String elsewhere() {
        return "";
    }

    /**
     * The properties for a driver whose rows are to be read as a stream, over a connection as secure as it can be.
     *
     * @param user how the server is to show this connection, where it can
     */
    public final Map<String, String> reading(JdbcUrl url, String user) {
        Map<String, String> properties = new LinkedHashMap<>(connecting(url, user));
        properties.putAll(streaming(url));
        return properties;
    }

    /** The properties of a connection for any use. */
    public final Map<String, String> connecting(JdbcUrl url, String user) {
        Map<String, String> properties = new LinkedHashMap<>(identifying(user));
        properties.putAll(tls(url));
        properties.keySet().removeIf(url::has);
        return properties;
    }

    /** Without these a driver would read a whole result into memory. */
    Map<String, String> streaming(JdbcUrl url) {
        return Map.of();
    }

    Map<String, String> identifying(String user) {
        return Map.of();
    }

    /** What makes the driver send a batch of statements as one. */
    Map<String, String> batching() {
        return Map.of();
    }

    /** A statement after which what a connection commits outlives a crash of the server; empty where it does anyway. */
    Optional<String> lasting() {
        return Optional.empty();
    }

    /** What the driver must be told so that it refuses a server that is not the one it was asked for. */
    Map<String, String> tls(JdbcUrl url) {
        return Map.of();
    }

    /** Why a connection by this URL is less secure than it could be, to stand behind the key's name; empty when it is not. */
    public Optional<String> tlsDoubt(JdbcUrl url) {
        return Optional.empty();
    }

    /** A parameter of a query in the type by which this database compares it rightly with each of its columns. */
    public Object parameter(JdbcUrl url, Object value) {
        return value;
    }

    /**
     * Whether rows are read in a transaction, read-only where the driver can say so: a cursor lives no longer than that. Its
     * isolation is the default, by which a query sees one moment; a pooler such as PgBouncer would hand another one on to others.
     */
    public boolean readsInTransaction() {
        return false;
    }

    /** Whether a fetch size of the statement is all there is to make the driver stream. */
    public boolean needsFetchSize() {
        return false;
    }

    /**
     * What a session begins with.
     *
     * @param chosen the zone of the keys; empty for that of the process
     */
    public Optional<String> beginning(Optional<ZoneId> chosen) {
        return Optional.empty();
    }

    /**
     * A query for the database's time: one value, a timestamp or milliseconds since 1970. Empty for one in this process, whose
     * time is the process's own.
     */
    public Optional<String> time() {
        return Optional.of("select current_timestamp");
    }

    /**
     * Why a connection that somebody else set up would read whole results into memory, and the remedy; empty when it would not,
     * or when nobody can tell.
     */
    public Optional<String> wouldNotStream(Connection connection) throws SQLException {
        return Optional.empty();
    }

    /** Whether this is MySQL or a descendant, whose drivers read some columns into another type. */
    public boolean isMySql() {
        return false;
    }

    /** Whether the driver gives as text of an object of its own what the database shows, and not what Java does. */
    public boolean showsObjects() {
        return false;
    }

    /** Whether a moment of the database has an offset of its own, by which it can be shown. */
    public boolean keepsOffsets() {
        return true;
    }

    /**
     * What to do about a text whose bytes are none. Empty where the driver does not hand over the bytes of texts in the encoding
     * of their column, so that nobody can tell.
     */
    public Optional<String> remedyOfBrokenText(String column) {
        return Optional.empty();
    }

    /** What a query makes another type of a column with. */
    public Casts casts() {
        return Casts.standard();
    }

    /** The zone of this process as a database names it; one that is no more than an offset becomes UTC. */
    static String processZone() {
        ZoneId zone = ZoneId.systemDefault().normalized();
        return zone instanceof ZoneOffset ? "UTC" : zone.getId();
    }

    static boolean hasFetchSize(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.getFetchSize() != 0;
        }
    }
}
