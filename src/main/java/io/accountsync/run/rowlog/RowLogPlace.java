package io.accountsync.run.rowlog;

import com.zaxxer.hikari.HikariDataSource;
import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Settings;
import io.accountsync.run.sync.RowLogSettings;
import io.accountsync.source.SourceDatabase;
import io.accountsync.source.WrittenTableName;
import io.accountsync.state.StateDatabase;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;

/** Where the row log of a sync is: which database, which table. Connects to nothing until it is opened. */
public final class RowLogPlace {
    private final CamelContext context;
    private final StateDatabase state;
    private final String database;
    private final WrittenTableName table;

    /** A connection to the table; closed with all that was opened for it. */
    record Opened(RowLogTable table, HikariDataSource own) implements AutoCloseable {
        @Override
        public void close() {
            if (own != null) {
                own.close();
            }
        }
    }

    /** @param settings with a table */
    public RowLogPlace(CamelContext context, StateDatabase state, RowLogSettings settings) {
        this.context = context;
        this.state = state;
        this.database = settings.database();
        this.table = settings.table().orElseThrow();
    }

    /** By which the state knows it: another place is another log. */
    String text() {
        return database + " " + table;
    }

    /** @throws ConfigurationException when there is no such database */
    Opened open(String sync) {
        if (database.equals(RowLogSettings.STATE)) {
            return new Opened(new RowLogTable(state.dataSource(), table, sync), null);
        }
        if (database.equals(RowLogSettings.SOURCE)) {
            Settings settings = Settings.of(context);
            if (settings.text("source.url").isEmpty()) {
                throw new ConfigurationException(
                        "sync.row-log.table is a table next to the source, and source.url is not set."
                                + " Set it, or sync.row-log.database=state, or name a DataSource of your own there.");
            }
            HikariDataSource own = SourceDatabase.openForBatches(settings, "row log");
            return new Opened(new RowLogTable(own, table, sync), own);
        }
        String name = database.substring(1);
        DataSource named = context.getRegistry().lookupByNameAndType(name, DataSource.class);
        if (named == null) {
            throw new ConfigurationException(
                    "sync.row-log.database names the DataSource " + database + ", and there is none of that name.");
        }
        return new Opened(new RowLogTable(named, table, sync), null);
    }

    @Override
    public String toString() {
        return table.toString();
    }
}
