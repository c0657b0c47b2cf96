package io.accountsync.source;

import java.util.List;
import java.util.Set;

/**
 * What the database's catalog says of a table.
 *
 * @param sql its name as a query writes it, quoted where it must be
 * @param primaryKey the columns of its primary key, in their order; empty for none
 * @param unique columns that have a unique index of their own, the primary key's included
 * @param indexed columns that an index begins with
 * @param required columns that the database lets have no null
 */
public record TableFacts(
        TableName table,
        String sql,
        List<String> primaryKey,
        Set<String> unique,
        Set<String> indexed,
        Set<String> required) {}
