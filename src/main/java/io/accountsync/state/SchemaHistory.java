package io.accountsync.state;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which changes of the schema a state has had. Flyway makes those that are missing; it is not even loaded where none is. */
final class SchemaHistory {
    /** Flyway's notes. */
    static final String TABLE = "account_sync_schema";

    private final StatePlace place;
    private final DataSource dataSource;

    SchemaHistory(StatePlace place, DataSource dataSource) {
        this.place = place;
        this.dataSource = dataSource;
    }

    /**
     * Applies what is missing.
     *
     * @throws StateException when a newer version of account-sync has been here, or a table cannot be made
     */
    void bringUpToDate() {
        if (!PackedMigrations.ofJar().are(applied())) {
            applyMissing();
        }
    }

    /**
     * The checksums of what was applied, by version. Whatever else the history has, a change that failed or one of somebody else's,
     * is Flyway's to judge: then there are none.
     */
    private Map<String, Integer> applied() {
        JdbcTemplate db = new JdbcTemplate(dataSource);
        Map<String, Integer> applied = new HashMap<>();
        if (Boolean.TRUE.equals(db.queryForObject(place.dialect().tableExists(), Boolean.class, TABLE))) {
            db.query("select version, checksum, success, type from " + TABLE, row -> {
                if (!"BASELINE".equals(row.getString("type"))) {
                    boolean isUsual = row.getBoolean("success") && "SQL".equals(row.getString("type"));
                    applied.put(row.getString("version"), isUsual ? row.getInt("checksum") : null);
                }
            });
        }
        return applied;
    }

    private void applyMissing() {
        Flyway flyway = Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/migration")
                .table(TABLE)
                .placeholders(place.dialect().placeholders())
                .baselineOnMigrate(true)
                .baselineVersion("0")
                // A build between two versions may have made a later change before an earlier one; none rests on
                // another's order.
                .outOfOrder(true)
                .load();
        try {
            refuseNewer(flyway);
            flyway.migrate();
        } catch (FlywayException e) {
            throw StateErrors.ofSchema(place, e);
        }
    }

    private void refuseNewer(Flyway flyway) {
        String unknown = Arrays.stream(flyway.info().applied())
                .filter(migration -> migration.getState().name().startsWith("FUTURE"))
                .map(MigrationInfo::getVersion)
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
        if (!unknown.isEmpty()) {
            throw new StateException(
                    "The " + place.name() + " was changed by a newer version of account-sync (schema version " + unknown
                            + "). Use that version, or go back to a backup of the state from before it.",
                    null);
        }
    }
}
