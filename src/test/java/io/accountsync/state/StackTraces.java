package io.accountsync.state;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;

/** All that a log could print of an exception. */
final class StackTraces {
    private StackTraces() {}

    static String of(Throwable error) {
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text));
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getNextException() != null) {
                text.append(of(sql.getNextException()));
            }
        }
        return text.toString();
    }
}
