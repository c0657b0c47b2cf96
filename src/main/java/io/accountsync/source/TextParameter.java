package io.accountsync.source;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.SqlTypeValue;

/**
 * A text as parameter of a query that PostgreSQL takes for whatever it is compared with, as it does with a literal: a text for
 * a column of texts, a time where the query converts the column.
 */
public final class TextParameter implements SqlTypeValue {
    private final String text;

    public TextParameter(String text) {
        this.text = text;
    }

    @Override
    public void setTypeValue(PreparedStatement statement, int index, int sqlType, String typeName) throws SQLException {
        if (statement.getConnection().isWrapperFor(PGConnection.class)) {
            statement.setObject(index, text, Types.OTHER);
        } else {
            statement.setString(index, text);
        }
    }

    /** The text itself, for routes that put it elsewhere. */
    @Override
    public String toString() {
        return text;
    }
}
