package io.accountsync.init;

import io.accountsync.config.Sentence;
import io.accountsync.config.ShellText;
import io.accountsync.mapping.FieldTrial;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.camel.component.salesforce.api.dto.SObjectField;

/**
 * Which column is the key.
 *
 * @param chosen null when that must be said
 * @param reason why this one
 * @param candidates all columns that could be it
 * @param question null when one was chosen
 */
record KeyChoice(KeyEvidence chosen, String reason, List<KeyEvidence> candidates, Question question) {
    private static final int SHOWN = 5;

    /**
     * Chooses.
     *
     * @param wish the column that somebody named; null for none
     * @param named columns that are for other fields by their names
     */
    static KeyChoice of(Look look, SObjectField field, String wish, Set<String> named, ZoneId zone) {
        FieldTrial trial = FieldTrial.of(field, true, zone).orElseThrow();
        List<KeyEvidence> all = look.names().stream()
                .distinct()
                .map(column -> KeyEvidence.of(column, look, trial))
                .toList();
        List<KeyEvidence> candidates =
                all.stream().filter(KeyEvidence::isCandidate).toList();
        if (wish != null) {
            String column = look.require("--key " + wish, wish);
            KeyEvidence evidence = all.stream()
                    .filter(one -> one.column().equals(column))
                    .findFirst()
                    .orElseThrow();
            return new KeyChoice(evidence, "as --key says", candidates, null);
        }
        return first(candidates, one -> ExternalIdFields.isNamedFor(one.column(), field))
                .map(one -> new KeyChoice(one, "named as " + field.getName() + " is", candidates, null))
                .or(() -> first(candidates, KeyEvidence::isPrimaryKey)
                        .map(one -> new KeyChoice(one, "the database says so", candidates, null)))
                .or(() -> only(candidates, named)
                        .map(one -> new KeyChoice(one, "the only column left that could be it", candidates, null)))
                .orElseGet(() -> new KeyChoice(null, null, candidates, question(look, field, all, candidates)));
    }

    /** The column that was chosen, or that the question names first; empty for none. */
    Optional<String> likely() {
        return chosen == null ? candidates.stream().map(KeyEvidence::column).findFirst() : Optional.of(chosen.column());
    }

    private static Optional<KeyEvidence> first(List<KeyEvidence> candidates, Predicate<KeyEvidence> wanted) {
        List<KeyEvidence> found = candidates.stream().filter(wanted).toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private static Optional<KeyEvidence> only(List<KeyEvidence> candidates, Set<String> named) {
        return first(candidates, one -> !named.contains(one.column()));
    }

    private static Question question(
            Look look, SObjectField field, List<KeyEvidence> all, List<KeyEvidence> candidates) {
        String sameName = all.stream()
                .filter(one -> ExternalIdFields.isNamedFor(one.column(), field) && !one.isCandidate())
                .map(one -> " " + Sentence.closed(YamlText.shown(one.column()) + " has its name, but " + one.text()))
                .collect(Collectors.joining());
        if (!candidates.isEmpty()) {
            return new Question(
                    Sentence.closed("Several columns could be the key, which goes into " + field.getName() + ": "
                                    + YamlText.listed(
                                            candidates.stream()
                                                    .map(KeyEvidence::column)
                                                    .toList(),
                                            SHOWN))
                            + " Say which one." + sameName,
                    option(candidates.get(0).column()));
        }
        List<KeyEvidence> nearest = all.stream()
                .filter(one ->
                        one.looksLikeOne() && one.fit().isGood() && one.fit().tried() > 0)
                .sorted((one, other) -> one.without() + one.repeated() - other.without() - other.repeated())
                .limit(SHOWN)
                .toList();
        String text = look.rows().isEmpty()
                ? "There is no row by which to see which column is the key, and the database has no primary key for it."
                        + " Say which one it is."
                : Sentence.closed(
                                "No column has a value of its own in each row, so that none is plainly the key, which goes"
                                        + " into " + field.getName())
                        + sameName + " Make one in a query, or say which one it is all the same:"
                        + " of several rows with one value the last counts, and rows without a value are invalid."
                        + nearest.stream()
                                .map(one -> "\n  " + YamlText.shown(one.column()) + ": " + one.text())
                                .collect(Collectors.joining());
        return new Question(
                text, option(nearest.isEmpty() ? "COLUMN" : nearest.get(0).column()));
    }

    private static String option(String column) {
        return ShellText.option("--key", column);
    }
}
