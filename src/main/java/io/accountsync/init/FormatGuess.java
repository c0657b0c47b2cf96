package io.accountsync.init;

import io.accountsync.config.Quantity;
import io.accountsync.mapping.FieldTrial;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.component.salesforce.api.dto.SObjectField;

/**
 * In which of the usual ways the texts of a column write dates or numbers, where they do not as Salesforce does.
 *
 * @param tried how many values there are
 * @param ways those that fit every value, each as options of the field
 */
record FormatGuess(String column, SObjectField field, int tried, List<Map<String, String>> ways) {
    private static final Pattern THOUSANDS = Pattern.compile("[+-]?\\d{1,3}(\\.\\d{3})+");
    private static final List<String> DAYS = List.of("d.M.yyyy", "d/M/yyyy", "M/d/yyyy", "d-M-yyyy");
    private static final List<String> TIMES = List.of("", " H:mm", " H:mm:ss");
    private static final List<Map<String, String>> NUMBERS = List.of(Map.of("decimal", "comma"));
    private static final List<Map<String, String>> DATES = DAYS.stream()
            .flatMap(day -> TIMES.stream().map(time -> Map.of("dateFormat", day + time)))
            .toList();

    /** No way fits values that are not texts. */
    static FormatGuess of(String column, List<Look.Value> values, SObjectField field, ZoneId zone) {
        boolean areTexts = !values.isEmpty() && values.stream().allMatch(value -> value.value() instanceof String);
        List<Map<String, String>> ways = candidates(field)
                .filter(options -> areTexts)
                .filter(options -> FieldTrial.of(field, false, zone, options)
                        .filter(trial -> Fit.of(values, trial).isGood())
                        .isPresent())
                .toList();
        return new FormatGuess(column, field, values.size(), ways);
    }

    private static Stream<Map<String, String>> candidates(SObjectField field) {
        return switch (field.getType()) {
            case "date", "datetime" -> DATES.stream();
            case "int", "long", "double", "currency", "percent" -> NUMBERS.stream();
            default -> Stream.of();
        };
    }

    /** The pair of column and field with the one way that fits; empty where there is none, or several. */
    Optional<Pair> pair(String how) {
        return ways.size() != 1
                ? Optional.empty()
                : Optional.of(new Pair(
                        column,
                        field,
                        how + "; with " + shown(ways.get(0)) + " it fits " + Quantity.of(tried, "value"),
                        null,
                        ways.get(0)));
    }

    /**
     * Why nobody knows what numbers mean that fit as they are: each dot has three digits behind it, as between the thousands of
     * half of Europe. Empty where one of them can only be read in one way.
     */
    static Optional<String> doubt(List<Look.Value> values, SObjectField field) {
        List<String> dotted = values.stream()
                .map(value -> String.valueOf(value.value()).strip())
                .filter(text -> text.contains("."))
                .toList();
        boolean isNumber = List.of("double", "currency", "percent").contains(field.getType());
        boolean isDoubtful = isNumber
                && !dotted.isEmpty()
                && values.stream().allMatch(value -> value.value() instanceof String)
                && dotted.stream().allMatch(text -> THOUSANDS.matcher(text).matches());
        return isDoubtful
                ? Optional.of(
                        "each of its dots has three digits behind it and may separate thousands or decimals; map it with"
                                + " decimal: comma where 1.234 means 1234, else with --map " + field.getName()
                                + "=COLUMN")
                : Optional.empty();
    }

    /** Which ways fit where it is not known which is meant, to stand behind a reason; nothing where none does. */
    String text() {
        return ways.isEmpty()
                ? ""
                : "; it fits with " + ways.stream().map(FormatGuess::shown).collect(Collectors.joining(" and with "))
                        + ", of which you know the right one";
    }

    private static String shown(Map<String, String> options) {
        return options.entrySet().stream()
                .map(option -> option.getKey() + ": " + option.getValue())
                .collect(Collectors.joining(", "));
    }
}
