package io.accountsync.source;

import io.accountsync.source.SampleCustomers.Customer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** A table of customers in a SQLite file: the source of {@code demo} and of many tests. */
public final class SampleSource {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");

    private final String url;

    private SampleSource(String url) {
        this.url = url;
    }

    /** Creates the table in a new file, filled with a few hundred customers, the same every time. */
    public static SampleSource create(Path file) {
        // Times are texts there, so that a timestamp parameter must be one too.
        SampleSource source =
                new SampleSource("jdbc:sqlite:" + file + "?date_class=TEXT&date_string_format=yyyy-MM-dd HH:mm:ss.SSS");
        source.execute(
                "create table customers (customer_id text, company_name text, phone text, website text, street text,"
                        + " city text, country text, employees integer, revenue real, sector text, segment text,"
                        + " customer_since text, newsletter integer, notes text, parent_id text, updated_at text not null)");
        source.insert(SampleCustomers.all());
        return source;
    }

    /** JDBC URL for {@code source.url}. */
    public String url() {
        return url;
    }

    /**
     * Changes a few rows as a day's business would: fixes those that were rejected, edits some, adds the customer that
     * another one already named as its parent.
     *
     * @return how many rows are new or changed
     */
    public int changeSome() {
        String now = TIME.format(LocalDateTime.now());
        return execute("update customers set city = 'Lübeck', updated_at = '" + now + "' where customer_id = '1000'")
                + execute(
                        "update customers set employees = 4711, updated_at = '" + now + "' where customer_id = '1001'")
                + execute("update customers set website = null, updated_at = '" + now + "' where customer_id = '1002'")
                + execute("update customers set company_name = 'The Very Short Name Company', updated_at = '" + now
                        + "' where customer_id = '6'")
                + execute("update customers set segment = 'Enterprise', updated_at = '" + now
                        + "' where customer_id = '7'")
                + execute("insert into customers (customer_id, company_name, sector, newsletter, updated_at)"
                        + " values ('13', 'Somebody Who Is Here Now', 'tech', 1, '" + now + "')");
    }

    /** Runs a statement on the source; returns how many rows it touched. */
    public int execute(String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("the sample source failed", e);
        }
    }

    private void insert(List<Customer> customers) {
        String sql = "insert into customers values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            connection.setAutoCommit(false);
            for (Customer customer : customers) {
                Object[] values = valuesOf(customer);
                for (int i = 0; i < values.length; i++) {
                    statement.setObject(i + 1, values[i]);
                }
                statement.addBatch();
            }
            statement.executeBatch();
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException("the sample source failed", e);
        }
    }

    private static Object[] valuesOf(Customer customer) {
        return new Object[] {
            customer.id(),
            customer.name(),
            customer.phone(),
            customer.website(),
            customer.street(),
            customer.city(),
            customer.country(),
            customer.employees(),
            customer.revenue(),
            customer.sector(),
            customer.segment(),
            customer.since() == null ? null : customer.since().toString(),
            customer.newsletter(),
            customer.notes(),
            customer.parentId(),
            TIME.format(customer.updatedAt())
        };
    }
}
