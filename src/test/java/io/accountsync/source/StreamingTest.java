package io.accountsync.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.state.TestPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertiesComponent;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A million rows of each database that can be had go through the sql component and a heap that could not hold them. */
@Tag("full")
class StreamingTest {
    private static final int HEAP = 48;
    private static final long ROWS = 1_000_000;

    /** A million rows, of which each has 100 letters. */
    private static final Map<String, String> QUERIES = Map.of(
            "postgresql", "select g as id, repeat('x', 100) as name from generate_series(1, " + ROWS + ") g",
            "mariadb", "select seq as id, repeat('x', 100) as name from seq_1_to_" + ROWS,
            "mysql", "select seq as id, repeat('x', 100) as name from seq_1_to_" + ROWS,
            "duckdb", "select g as id, repeat('x', 100) as name from range(1, " + (ROWS + 1) + ") r(g)",
            "h2", "select x as id, repeat('x', 100) as name from system_range(1, " + ROWS + ")",
            "sqlite",
                    "with recursive r(id) as (select 1 union all select id + 1 from r where id < " + ROWS
                            + ") select id, printf('%.100c', 'x') as name from r");

    @TempDir
    private Path directory;

    /** Reads all rows as a source route does and prints how many came and the sum of their ids. */
    static final class Reader {
        private Reader() {}

        public static void main(String[] arguments) throws Exception {
            String dataSource = arguments[0];
            String url = arguments[1];
            String query = arguments[2];
            try (CamelContext context = new DefaultCamelContext()) {
                PropertiesComponent properties = context.getPropertiesComponent();
                properties.setLocation("classpath:application.properties");
                properties.addOverrideProperty("source.url", url);
                // Any context loads the engine routes, which want credentials; nothing is sent here.
                properties.addOverrideProperty("salesforce.client-id", "none");
                properties.addOverrideProperty("salesforce.refresh-token", "none");
                context.getRegistry().bind("plain", plain(url));
                context.addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:count").to("direct:rows").process(Reader::count);
                        from("direct:rows")
                                .to("sql:" + query + "?dataSource=#" + dataSource + "&outputType=StreamList");
                    }
                });
                context.start();
                System.out.println(context.createProducerTemplate().requestBody("direct:count", null, String.class));
            }
        }

        /** Within the exchange: the component closes the result at its end, and the iterator then has no more rows. */
        private static void count(Exchange exchange) {
            Iterator<?> rows = exchange.getMessage().getBody(Iterator.class);
            long count = 0;
            long sum = 0;
            while (rows.hasNext()) {
                count++;
                sum += ((Number) ((Map<?, ?>) rows.next()).get("ID")).longValue();
            }
            exchange.getMessage().setBody(count + " rows, sum " + sum);
        }

        private static DataSource plain(String url) {
            return new DriverManagerDataSource(url);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mariadb", "mysql", "duckdb", "h2", "sqlite"})
    void everyDatabaseStreams(String name) throws Exception {
        SmallJvm jvm = read("source", url(name), QUERIES.get(name));
        assertThat(jvm.exitCode()).as(jvm.output()).isZero();
        assertThat(jvm.output()).contains(ROWS + " rows, sum " + ROWS * (ROWS + 1) / 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mariadb", "mysql"})
    void anotherDataSourceWouldNotFit(String name) throws Exception {
        SmallJvm jvm = read("plain", url(name), QUERIES.get(name));
        assertThat(jvm.exitCode()).as(jvm.output()).isEqualTo(SmallJvm.OUT_OF_MEMORY);
    }

    private String url(String name) {
        return switch (name) {
            case "postgresql" -> TestPostgres.shared().newDatabase();
            case "mariadb", "mysql" -> TestMariaDb.shared().newDatabase(name);
            default -> "jdbc:" + name + ":" + directory.resolve("source");
        };
    }

    private static SmallJvm read(String source, String url, String query) throws IOException, InterruptedException {
        return SmallJvm.run(HEAP, Reader.class, source, url, query);
    }
}
