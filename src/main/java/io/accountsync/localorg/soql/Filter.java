package io.accountsync.localorg.soql;

import io.accountsync.localorg.data.RecordView;
import io.accountsync.localorg.schema.Field;
import io.accountsync.localorg.schema.SObjectType;
import io.accountsync.localorg.schema.Schema;
import io.accountsync.localorg.soql.Query.Condition;
import io.accountsync.localorg.soql.Query.Condition.And;
import io.accountsync.localorg.soql.Query.Condition.Comparison;
import io.accountsync.localorg.soql.Query.Condition.Membership;
import io.accountsync.localorg.soql.Query.Condition.Not;
import io.accountsync.localorg.soql.Query.Condition.Or;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Turns a WHERE into a test of records. As in Salesforce, {@code !=} is true for records without a value. */
final class Filter {

    private final Schema schema;
    private final SObjectType from;
    private final Query query;
    private final LocalDate today;

    Filter(Schema schema, SObjectType from, Query query, LocalDate today) {
        this.schema = schema;
        this.from = from;
        this.query = query;
        this.today = today;
    }

    Predicate<RecordView> of(Condition condition) {
        if (condition == null) {
            return record -> true;
        }
        if (condition instanceof And and) {
            return and.all().stream().map(this::of).reduce(record -> true, Predicate::and);
        }
        if (condition instanceof Or or) {
            return or.any().stream().map(this::of).reduce(record -> false, Predicate::or);
        }
        if (condition instanceof Not not) {
            return of(not.negated()).negate();
        }
        return condition instanceof Membership membership ? membership(membership) : comparison((Comparison) condition);
    }

    private Predicate<RecordView> comparison(Comparison comparison) {
        FieldPath path = path(comparison.field());
        Field field = path.field();
        if (comparison.operator().equals("LIKE")) {
            Pattern pattern = like(comparison.value().text());
            return record -> {
                Object value = path.value(record);
                return value != null && pattern.matcher(value.toString()).matches();
            };
        }
        Object wanted = FilterValue.of(field, comparison.value(), today);
        if (wanted instanceof DateLiteral days) {
            return within(path, comparison.operator(), days);
        }
        return record -> test(comparison.operator(), FilterValue.comparable(field, path.value(record)), wanted);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static boolean test(String operator, Comparable value, Object wanted) {
        if (value == null || wanted == null) {
            return switch (operator) {
                case "=" -> value == wanted;
                case "!=" -> value != wanted;
                default -> false;
            };
        }
        int order = value.compareTo(wanted);
        return switch (operator) {
            case "=" -> order == 0;
            case "!=" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    /** ISO dates and moments order like their texts, so days can be compared as prefixes. */
    private static Predicate<RecordView> within(FieldPath path, String operator, DateLiteral days) {
        String first = days.first().toString();
        String next = days.next().toString();
        return record -> {
            Object value = path.value(record);
            if (value == null) {
                return operator.equals("!=");
            }
            String iso = value.toString();
            boolean before = iso.compareTo(first) < 0;
            boolean after = iso.compareTo(next) >= 0;
            return switch (operator) {
                case "=" -> !before && !after;
                case "!=" -> before || after;
                case "<" -> before;
                case "<=" -> !after;
                case ">" -> after;
                default -> !before;
            };
        };
    }

    private Predicate<RecordView> membership(Membership membership) {
        FieldPath path = path(membership.field());
        Field field = path.field();
        if (membership.operator().endsWith("CLUDES")) {
            return includes(path, membership);
        }
        Set<Object> wanted = new HashSet<>();
        membership.values().forEach(token -> wanted.add(FilterValue.of(field, token, today)));
        boolean not = membership.operator().equals("NOT IN");
        return record -> wanted.contains(FilterValue.comparable(field, path.value(record))) != not;
    }

    /** Each listed value may itself be several joined by {@code ;}, all of which must be selected. */
    private static Predicate<RecordView> includes(FieldPath path, Membership membership) {
        List<Set<String>> wanted =
                membership.values().stream().map(token -> parts(token.text())).toList();
        boolean excludes = membership.operator().equals("EXCLUDES");
        return record -> {
            Object value = path.value(record);
            Set<String> selected = value == null ? Set.of() : parts(value.toString());
            return wanted.stream().anyMatch(selected::containsAll) != excludes;
        };
    }

    private static Set<String> parts(String joined) {
        return new HashSet<>(Arrays.asList(joined.toLowerCase(Locale.ROOT).split(";")));
    }

    private FieldPath path(Query.Name name) {
        FieldPath path = FieldPath.resolve(schema, from, query, name);
        if (!path.field().filterable()) {
            throw SoqlException.at(
                    "INVALID_FIELD",
                    query.text(),
                    name.position(),
                    "field '" + path.field().name() + "' can not be filtered in a query call");
        }
        return path;
    }

    private static Pattern like(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\' && i + 1 < pattern.length()) {
                regex.append(Pattern.quote(String.valueOf(pattern.charAt(++i))));
            } else if (c == '%') {
                regex.append(".*");
            } else {
                regex.append(c == '_' ? "." : Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    }
}
