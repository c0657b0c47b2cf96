package io.accountsync.source.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A DataSource whose statements have a fetch size, for drivers that have no property for it. */
final class FetchSizes extends DelegatingDataSource {
    private static final List<String> MAKE_STATEMENTS = List.of("createStatement", "prepareStatement");

    FetchSizes(DataSource dataSource) {
        super(dataSource);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return sized(super.getConnection());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return sized(super.getConnection(user, password));
    }

    private static Connection sized(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                FetchSizes.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    try {
                        Object made = method.invoke(connection, arguments);
                        if (MAKE_STATEMENTS.contains(method.getName())) {
                            size((Statement) made);
                        }
                        return made;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static void size(Statement statement) throws SQLException {
        try {
            statement.setFetchSize(Integer.parseInt(JdbcProfile.FETCH_SIZE));
        } catch (SQLException e) {
            // It is a hint; a driver need not know it.
            statement.clearWarnings();
        }
    }
}
