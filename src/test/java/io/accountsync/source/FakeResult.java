package io.accountsync.source;

import java.lang.reflect.Proxy;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Map;
import org.springframework.jdbc.core.RowMapper;

/** A row of one column as a driver that is not here would give it. */
final class FakeResult {
    private FakeResult() {}

    /**
     * A row.
     *
     * @param object what the driver makes of the value; an exception is thrown
     * @param shown the value as the database shows it; an exception is thrown
     */
    static ResultSet result(String name, String typeName, int type, Object object, Object shown) {
        ResultSetMetaData meta = proxy(ResultSetMetaData.class, (method, argument) -> switch (method) {
            case "getColumnCount" -> 1;
            case "getColumnLabel" -> name;
            case "getColumnType" -> type;
            case "getColumnTypeName" -> typeName;
            default -> throw new AssertionError(method);
        });
        ResultSet result = proxy(ResultSet.class, (method, argument) -> switch (method) {
            case "getMetaData" -> meta;
            case "getObject" -> given(object);
            case "getStatement" -> null;
            case "getString" -> given(shown);
            case "getInt" -> shown == null ? 0 : Integer.parseInt((String) given(shown));
            case "wasNull" -> shown == null;
            case "isClosed" -> false;
            default -> throw new AssertionError(method);
        });
        return result;
    }

    /** The same as a row. */
    static Map<String, Object> of(String name, String typeName, int type, Object object, Object shown)
            throws SQLException {
        return row(new SqlRows().newColumnRowMapper(), result(name, typeName, type, object, shown), 0);
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> row(RowMapper<?> mapper, ResultSet result, int number) throws SQLException {
        return (Map<String, Object>) mapper.mapRow(result, number);
    }

    private static Object given(Object value) throws Exception {
        if (value instanceof Exception e) {
            throw e;
        }
        return value;
    }

    private interface Answer {
        Object of(String method, Object argument) throws Exception;
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answer.of(method.getName(), arguments == null ? null : arguments[0])));
    }
}
