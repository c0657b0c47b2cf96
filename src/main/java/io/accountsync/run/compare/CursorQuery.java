package io.accountsync.run.compare;

import io.accountsync.config.Finding;
import io.accountsync.mapping.Mapping;
import io.accountsync.run.sync.KnownRoutes;
import io.accountsync.run.sync.SourceRoute;
import io.accountsync.run.sync.Sync;
import io.accountsync.source.SourceQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.component.sql.SqlEndpoint;
import org.apache.camel.model.ModelCamelContext;

/**
 * The query of a source whose rows the database picks by the cursor.
 *
 * @param text as the route has it, with Camel's parameters
 * @param conditions where it uses the cursor; empty when that cannot be known
 */
public record CursorQuery(String text, List<SinceCondition> conditions) {
    /** Empty for a sync without cursor, for a source without SQL, and for one that reads every row in each run. */
    public static Optional<CursorQuery> of(CamelContext context, Sync sync) {
        if (sync.mapping().cursorType() == null) {
            return Optional.empty();
        }
        return KnownRoutes.ask(
                (ModelCamelContext) context,
                List.of("cursor query", sync.sourceRoute()),
                () -> find(context, sync.sourceRoute()));
    }

    private static Optional<CursorQuery> find(CamelContext context, String route) {
        List<String> queries = byCursor(context, route);
        // Of several it is not known which is whose; a header would be for all of them.
        return queries.size() == 1
                ? Optional.of(new CursorQuery(
                        queries.get(0),
                        SourceRoute.sqlEndpoints(context, route).size() > 1
                                ? List.of()
                                : SinceCondition.of(queries.get(0)).orElse(List.of())))
                : Optional.empty();
    }

    /** Whether the database picks rows by the cursor in several queries, so that nobody asks for those that they leave out. */
    public static boolean areSeveral(CamelContext context, Sync sync) {
        return sync.mapping().cursorType() != null
                && byCursor(context, sync.sourceRoute()).size() > 1;
    }

    /** Whether a query of a route, whichever it is, goes by the cursor. */
    public static boolean isIn(CamelContext context, String route) {
        return !byCursor(context, route).isEmpty();
    }

    private static List<String> byCursor(CamelContext context, String route) {
        return KnownRoutes.ask(
                (ModelCamelContext) context, List.of("queries by cursor", route), () -> findByCursor(context, route));
    }

    private static List<String> findByCursor(CamelContext context, String route) {
        return SourceRoute.sqlEndpoints(context, route).stream()
                .map(CursorQuery::written)
                .filter(SinceCondition::isIn)
                .toList();
    }

    private static String written(SqlEndpoint endpoint) {
        return endpoint.getPrepareStatementStrategy() instanceof SourceQuery query
                ? query.written()
                : endpoint.getQuery();
    }

    /** Whether what it uses the cursor for is known. */
    public boolean isUnderstood() {
        return !conditions.isEmpty();
    }

    /** What is doubtful about its conditions. */
    public List<Finding> examine(Mapping mapping) {
        String column = mapping.cursor();
        if (!isUnderstood()) {
            return List.of(doubt(
                    mapping,
                    "is used by the source query in a way that account-sync cannot read, so that rows without a value in "
                            + column + " are left out and nobody learns of it; write where " + column
                            + " >= :#${variable.since}"));
        }
        List<Finding> findings = new ArrayList<>();
        if (!compares(column)) {
            findings.add(doubt(
                    mapping,
                    "is the column " + column + ", and the source query compares "
                            + conditions.get(0).left() + " instead; select the same expression as " + column
                            + ", since a cursor is compared as it was read"));
        }
        if (conditions.stream().anyMatch(condition -> condition.operator().equals(">"))) {
            findings.add(doubt(
                    mapping,
                    "is compared with > in the source query, so that a row with the same value as the last one read, "
                            + "committed later, can be lost; use >="));
        }
        return findings;
    }

    private static Finding doubt(Mapping mapping, String message) {
        return Finding.warning(mapping.file(), "cursor", message);
    }

    /** The same query for the rows that it leaves out from this {@code since} on: whose cursor is null, or sorts before. */
    String ofRowsLeftOut() {
        return with(condition ->
                "(case when " + text.substring(condition.from(), condition.to()) + " then 0 else 1 end = 1)");
    }

    /** The same query for the rows without a cursor; unlike the former an index can find them. */
    String ofRowsWithoutCursor() {
        return with(condition -> "(" + condition.left() + " is null)");
    }

    /** Whether every condition compares the cursor column as the rows have it. */
    public boolean compares(String column) {
        return isUnderstood() && conditions.stream().allMatch(condition -> condition.compares(column, text));
    }

    private String with(Function<SinceCondition, String> replacement) {
        StringBuilder sql = new StringBuilder();
        int at = 0;
        for (SinceCondition condition : conditions) {
            sql.append(text, at, condition.from()).append(replacement.apply(condition));
            at = condition.to();
        }
        return sql.append(text.substring(at)).toString();
    }
}
