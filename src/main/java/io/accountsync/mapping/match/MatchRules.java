package io.accountsync.mapping.match;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.NearestNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.camel.component.salesforce.api.dto.SObjectDescription;
import org.apache.camel.component.salesforce.api.dto.SObjectField;

/**
 * The rules by which records of the org are matched to rows, the best first, written {@code Website domain, Name +
 * BillingCountry}: commas between rules, plus signs between the fields of one, and after a field how its values are compared.
 * Without that word the field's type says it.
 */
public final class MatchRules {
    /** More would be a guess. */
    private static final int MOST = 9;

    private MatchRules() {}

    /**
     * Reads rules.
     *
     * @param place where they stand, for messages: the property of a sync file, or the option of a command
     * @param describe of the object
     * @param mapped the fields that rows are mapped to; a rule can use no other
     * @throws ConfigurationException naming place, field and remedy
     */
    public static List<MatchRule> read(
            String place, String text, SObjectDescription describe, Collection<String> mapped) {
        Map<String, SObjectField> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        describe.getFields().stream()
                .filter(field -> mapped.stream().anyMatch(field.getName()::equalsIgnoreCase))
                .forEach(field -> fields.put(field.getName(), field));
        List<MatchRule> rules = new ArrayList<>();
        for (String rule : text.split(",", -1)) {
            List<MatchRule.Term> terms = new ArrayList<>();
            for (String term : rule.split("\\+", -1)) {
                terms.add(term(place, term.strip(), fields));
            }
            rules.add(new MatchRule(List.copyOf(terms)));
        }
        if (rules.size() > MOST) {
            throw new ConfigurationException(place + " has more than " + MOST + " rules; keep the best.");
        }
        return rules;
    }

    private static MatchRule.Term term(String place, String text, Map<String, SObjectField> fields) {
        if (text.isEmpty()) {
            throw new ConfigurationException(
                    place + " has an empty rule. Write rules such as: Website domain, Name + " + "BillingCountry.");
        }
        String[] words = text.split("\\s+");
        SObjectField field = fields.get(words[0]);
        if (field == null) {
            throw new ConfigurationException(
                    place + " names " + words[0] + ", which is not mapped; map it under fields, "
                            + "or use another such as " + NearestNames.one(words[0], fields.keySet()));
        }
        if (words.length > 2) {
            throw new ConfigurationException(place + " has \"" + text
                    + "\", which is more than a field and how it is compared. Put commas between "
                    + "rules and plus signs between the fields of one.");
        }
        return new MatchRule.Term(field.getName(), words.length == 1 ? kindOf(field) : kind(place, words[1]));
    }

    private static MatchKind kind(String place, String word) {
        for (MatchKind kind : MatchKind.values()) {
            if (kind.word().equals(word.toLowerCase(Locale.ROOT))) {
                return kind;
            }
        }
        throw new ConfigurationException(place + " compares as \"" + word + "\"; use one of "
                + Arrays.stream(MatchKind.values()).map(MatchKind::word).collect(Collectors.joining(", ")));
    }

    private static MatchKind kindOf(SObjectField field) {
        if (Boolean.TRUE.equals(field.isNameField())) {
            return MatchKind.NAME;
        }
        return switch (String.valueOf(field.getType())) {
            case "url" -> MatchKind.URL;
            case "phone" -> MatchKind.PHONE;
            case "double", "int", "long", "currency", "percent" -> MatchKind.NUMBER;
            default -> MatchKind.TEXT;
        };
    }
}
