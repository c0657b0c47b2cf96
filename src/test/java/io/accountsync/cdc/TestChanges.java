package io.accountsync.cdc;

import static org.awaitility.Awaitility.await;

import io.accountsync.camel.ContextWithoutEngine;
import io.accountsync.source.events.EventSettings;
import io.accountsync.source.events.StreamBody;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A route that takes the changes of tables of a real PostgreSQL, without an org. The slot is {@code customers}. */
public final class TestChanges implements AutoCloseable {
    private final List<Object> rows = new CopyOnWriteArrayList<>();
    private final DefaultCamelContext context = ContextWithoutEngine.create();

    private TestChanges() {}

    /** Returns once PostgreSQL gives out changes. */
    public static TestChanges start(String url, String tables, Runnable before) throws Exception {
        TestChanges changes = begin(url, tables, before);
        JdbcTemplate database = new JdbcTemplate(new DriverManagerDataSource(url));
        await().atMost(Duration.ofMinutes(2)).until(() -> !database.queryForList(
                        "select 1 from pg_replication_slots where slot_name = 'customers' and active")
                .isEmpty());
        return changes;
    }

    /** Returns at once, whether PostgreSQL gives out changes or not. */
    static TestChanges begin(String url, String tables, Runnable before) throws Exception {
        TestChanges changes = new TestChanges();
        StreamBody body = new StreamBody(EventSettings.of("", Set.of("id")));
        CamelContext context = changes.context;
        context.getPropertiesComponent().addOverrideProperty("source.url", url);
        context.getPropertiesComponent().addOverrideProperty("source.username", "postgres");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("postgres-changes:customers?sync=accounts&tables=" + tables)
                        .routeId("changes")
                        .process(exchange -> {
                            before.run();
                            changes.rows.addAll(body.rows(exchange));
                        });
            }
        });
        context.start();
        return changes;
    }

    /** As the watch over a slot finds it. */
    public static void setLag(CamelContext context, String uri, long bytes) {
        context.getEndpoint(uri, PostgresChangesEndpoint.class).setLag(OptionalLong.of(bytes));
    }

    /** As a paused stream does with the routes that feed it. */
    public void pause() throws Exception {
        context.getRouteController().stopRoute("changes");
    }

    /** And as it does once it goes on. */
    public void goOn() throws Exception {
        context.getRouteController().startRoute("changes");
    }

    /** How far behind the slot is, as last seen. */
    public long lag() {
        return PostgresChangesEndpoint.in(context).get(0).lag().orElse(0);
    }

    /** What came so far: SourceEvents and MalformedRows. */
    public List<Object> rows() {
        return rows;
    }

    @Override
    public void close() {
        try {
            context.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
