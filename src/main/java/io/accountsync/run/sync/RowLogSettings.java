package io.accountsync.run.sync;

import io.accountsync.config.Settings;
import io.accountsync.source.WrittenTableName;
import java.util.Locale;
import java.util.Optional;

/**
 * The keys of the row log.
 *
 * @param table empty where none is kept
 * @param database {@link #SOURCE}, {@link #STATE}, or the name of a DataSource with its #
 */
public record RowLogSettings(Optional<WrittenTableName> table, String database) {
    /** The database of source.url. */
    public static final String SOURCE = "source";

    /** The database of the state. */
    public static final String STATE = "state";

    private static final String TABLE = "sync.row-log.table";
    private static final String DATABASE = "sync.row-log.database";

    /** @param settings as one sync sees them */
    public static RowLogSettings of(Settings settings) {
        Optional<WrittenTableName> table = settings.text(TABLE).isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(settings.read(
                        TABLE,
                        "must name a table as SQL does, such as sync_log, crm.sync_log or crm.\"Sync-Log\"",
                        text -> WrittenTableName.of(text).orElse(null)));
        String database = settings.read(
                DATABASE,
                "must be source, state, or a DataSource of your own such as #warehouse",
                text -> text.matches("#\\w[\\w.-]*|(?i:source|state)") ? text : null);
        return new RowLogSettings(table, database.startsWith("#") ? database : database.toLowerCase(Locale.ROOT));
    }
}
