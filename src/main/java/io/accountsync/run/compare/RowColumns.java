package io.accountsync.run.compare;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Finding;
import io.accountsync.config.NearestNames;
import io.accountsync.config.Sentence;
import io.accountsync.mapping.Mapping;
import io.accountsync.source.NamedColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.util.CaseInsensitiveMap;

/** Checks, when the first row is there, that it has the columns that the mapping reads. */
public final class RowColumns {
    private static final Pattern SEPARATED = Pattern.compile("(?U)\\w.*[^\\w\\s.-].*\\w");

    private RowColumns() {}

    /**
     * The columns that the mapping names and the rows lack, each with the field that reads it and the nearest column that
     * there is; and those whose name several columns have.
     *
     * @param first a row of a source whose rows all have the same columns; JSON, where each object may have others, is
     *     looked at by {@link AbsentColumns}
     */
    public static List<Finding> examine(Mapping mapping, Map<?, ?> first) {
        List<Finding> findings = new ArrayList<>();
        if (!(first instanceof CaseInsensitiveMap)) {
            mapping.columns().forEach((column, field) -> {
                if (first instanceof NamedColumns row && row.isAmbiguous(column)) {
                    findings.add(Finding.error(
                                    mapping.file(),
                                    field,
                                    "reads the column " + column
                                            + ", a name that several columns of the rows have; give "
                                            + "them names of their own in the source query, as with id as customer_id")
                            .at(mapping.lineOf(field)));
                } else if (!first.containsKey(column)) {
                    findings.add(Finding.error(
                                    mapping.file(),
                                    field,
                                    "reads the column " + column + ", which the rows lack; did you mean "
                                            + NearestNames.one(column, names(first)) + "?" + delimiterDoubt(first))
                            .at(mapping.lineOf(field)));
                }
            });
        }
        return findings;
    }

    /**
     * Refuses a mapping that names a column which the rows lack.
     *
     * @throws ConfigurationException naming file, field, column and the nearest column that there is
     */
    public static void require(Mapping mapping, Map<?, ?> first) {
        List<Finding> findings = examine(mapping, first);
        if (!findings.isEmpty()) {
            Stream<String> columns = Stream.of(Sentence.closed("The rows have: " + String.join(", ", names(first))));
            throw ConfigurationException.ofLines(
                    Stream.concat(findings.stream().map(Finding::text), columns).toList());
        }
    }

    /** Of a file that is separated by something else, a row has one column, whose name is all of the header row. */
    private static String delimiterDoubt(Map<?, ?> first) {
        return first.size() == 1 && SEPARATED.matcher(names(first).get(0)).matches()
                ? " The rows have one column only: in a file, does delimiter say what separates its columns?"
                : "";
    }

    private static List<String> names(Map<?, ?> row) {
        return row.keySet().stream().map(String::valueOf).toList();
    }
}
