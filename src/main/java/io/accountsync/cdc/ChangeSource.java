package io.accountsync.cdc;

import io.accountsync.config.ConfigurationException;
import java.util.List;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * The tables whose changes are read.
 *
 * @param url of the database, as JDBC has it
 * @param slot that PostgreSQL keeps changes for, and the name of the publication
 * @param tables with their schemas
 */
record ChangeSource(String url, String user, String password, String slot, List<String> tables) {
    ChangeSource {
        tables = List.copyOf(tables);
    }

    /** What Debezium is told. */
    Properties settings() {
        Properties parts = Driver.parseURL(url, null);
        if (parts == null) {
            throw new ConfigurationException(
                    "source.url is not the address of a PostgreSQL database, of which alone changes are read"
                            + " without Kafka; set one such as jdbc:postgresql://db.example.com/crm");
        }
        Properties settings = new Properties();
        settings.put("name", slot);
        settings.put("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
        settings.put("topic.prefix", slot);
        settings.put("database.hostname", first(PGProperty.PG_HOST.getOrDefault(parts), "localhost"));
        settings.put("database.port", first(PGProperty.PG_PORT.getOrDefault(parts), "5432"));
        settings.put("database.dbname", first(PGProperty.PG_DBNAME.getOrDefault(parts), user));
        settings.put("database.user", user);
        settings.put("database.password", password);
        for (PGProperty tls :
                List.of(PGProperty.SSL_MODE, PGProperty.SSL_ROOT_CERT, PGProperty.SSL_CERT, PGProperty.SSL_KEY)) {
            String value = tls.getOrNull(parts);
            if (value != null) {
                settings.put("database." + tls.getName(), value);
            }
        }
        settings.put("plugin.name", "pgoutput");
        settings.put("slot.name", slot);
        settings.put("publication.name", slot);
        settings.put("publication.autocreate.mode", "disabled");
        settings.put("table.include.list", String.join(",", tables));
        // The slot itself knows how far changes were taken, and runs compare whole tables.
        settings.put("snapshot.mode", "no_data");
        settings.put("offset.storage", "org.apache.kafka.connect.storage.MemoryOffsetBackingStore");
        settings.put("offset.flush.interval.ms", "0");
        settings.put("lsn.flush.mode", "connector_and_driver");
        settings.put("heartbeat.interval.ms", "10000");
        settings.put("status.update.interval.ms", "5000");
        settings.put("tombstones.on.delete", "false");
        settings.put("skipped.operations", "none");
        settings.put("decimal.handling.mode", "precise");
        settings.put("time.precision.mode", "adaptive");
        settings.put("interval.handling.mode", "string");
        settings.put("datatype.propagate.source.type", ".*\\.(bpchar|varbit)");
        settings.put("max.batch.size", "2000");
        settings.put("max.queue.size", "8000");
        settings.put("max.queue.size.in.bytes", "67108864");
        settings.put("poll.interval.ms", "100");
        settings.put("errors.max.retries", "0");
        settings.put("slot.max.retries", "0");
        for (String side : List.of("key", "value", "header")) {
            settings.put(side + ".converter.schemas.enable", "true");
            settings.put("converter.schemas.enable", "true");
        }
        return settings;
    }

    private static String first(String value, String otherwise) {
        return value == null || value.isEmpty() ? otherwise : value.split(",", 2)[0];
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "ChangeSource[" + slot + "]";
    }
}
