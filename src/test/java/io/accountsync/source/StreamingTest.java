package io.accountsync.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.state.TestPostgres;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertiesComponent;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A million rows of PostgreSQL go through the sql component and a heap that could not hold them. */
@Tag("full")
class StreamingTest {
    private static final int HEAP = 48;
    private static final long ROWS = 1_000_000;

    private static final String POSTGRES = TestPostgres.shared().newDatabase();

    /** Reads all rows as a source route does and prints how many came and the sum of their ids. */
    static final class Reader {
        private Reader() {}

        public static void main(String[] arguments) throws Exception {
            String dataSource = arguments[0];
            String url = arguments[1];
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
                                .to("sql:select g as id, repeat('x', 100) as name from generate_series(1, " + ROWS
                                        + ") g?dataSource=#" + dataSource + "&outputType=StreamList");
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
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setUrl(url);
            return source;
        }
    }

    @Test
    void theSourceDatabaseStreams() throws Exception {
        SmallJvm jvm = read("source");
        assertThat(jvm.exitCode()).as(jvm.output()).isZero();
        assertThat(jvm.output()).contains(ROWS + " rows, sum " + ROWS * (ROWS + 1) / 2);
    }

    @Test
    void anotherDataSourceWouldNotFit() throws Exception {
        assertThat(read("plain").exitCode()).isEqualTo(SmallJvm.OUT_OF_MEMORY);
    }

    private static SmallJvm read(String source) throws IOException, InterruptedException {
        return SmallJvm.run(HEAP, Reader.class, source, POSTGRES);
    }
}
