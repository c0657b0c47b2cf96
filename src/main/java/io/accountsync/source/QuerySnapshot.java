package io.accountsync.source;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** What the queries of one run see of their database: all of them what the first one sees. Safe for several threads. */
public final class QuerySnapshot {
    /** The variable by which the queries of a route find it. */
    public static final String VARIABLE = "querySnapshot";

    private SourceSnapshot first;
    private boolean isUnclear;

    /** A query is about to be carried out by this connection. */
    synchronized void before(Connection connection) throws SQLException {
        Optional<SourceSnapshot> snapshot = SourceSnapshot.ofNextQuery(connection);
        isUnclear |= snapshot.isEmpty()
                || first != null && !first.database().equals(snapshot.get().database());
        first = first == null ? snapshot.orElse(null) : first;
    }

    /** What all of them saw, at least; empty where nobody knows. */
    public synchronized Optional<SourceSnapshot> taken() {
        return isUnclear ? Optional.empty() : Optional.ofNullable(first);
    }
}
