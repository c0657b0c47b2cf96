package io.accountsync.state;

import io.accountsync.config.Settings;
import io.accountsync.config.TestClock;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A state that one test has for itself, opened as often as the test has processes. */
final class TestState implements AutoCloseable {
    private final Map<String, String> settings = new HashMap<>();
    private final TestClock clock = TestClock.standing();
    private final Deque<StateDatabase> open = new ArrayDeque<>();
    private final String url;
    private final String schema;
    private boolean real;

    private TestState(Path directory, String url, String schema) {
        this.url = url;
        this.schema = schema;
        settings.put("state.directory", directory.toString());
    }

    static TestState inFile(Path directory) {
        return new TestState(directory, "jdbc:sqlite:" + directory.resolve("state.db"), null);
    }

    static TestState inSchema(Path directory, TestPostgres server) {
        String schema = server.newSchema();
        TestState state = new TestState(directory, server.url(schema), schema);
        state.set("state.url", state.url).set("state.username", "postgres");
        return state;
    }

    TestState set(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /** Opened from now on with the clock that other processes have. */
    TestState inRealTime() {
        real = true;
        return this;
    }

    Settings settings() {
        return Settings.of(key -> Optional.ofNullable(settings.get(key)));
    }

    /** Opens the state as one more process does. */
    StateDatabase open() {
        StateDatabase database = StateDatabase.open(settings(), real ? Clock.systemUTC() : clock);
        open.push(database);
        return database;
    }

    /** The schema that a PostgreSQL state has for itself. */
    String schema() {
        return schema;
    }

    TestClock clock() {
        return clock;
    }

    /** The database as somebody else sees it, who does not go through our classes. */
    JdbcTemplate sql() {
        return new JdbcTemplate(new DriverManagerDataSource(url, "postgres", ""));
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    /** A database whose settings are given as pairs, for another JVM. */
    static StateDatabase open(Map<String, String> values) {
        return StateDatabase.open(Settings.of(key -> Optional.ofNullable(values.get(key))), Clock.systemUTC());
    }

    /** The settings that a process was started with. */
    static Map<String, String> pairs(String[] arguments, int from) {
        Map<String, String> settings = new HashMap<>();
        for (int i = from; i < arguments.length; i += 2) {
            settings.put(arguments[i], arguments[i + 1]);
        }
        return settings;
    }

    /** Arguments for another process: the given ones, then the settings. */
    String[] arguments(String... first) {
        List<String> arguments = new ArrayList<>(List.of(first));
        settings.forEach((key, value) -> arguments.addAll(List.of(key, value)));
        return arguments.toArray(String[]::new);
    }
}
