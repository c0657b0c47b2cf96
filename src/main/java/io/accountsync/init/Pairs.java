package io.accountsync.init;

import io.accountsync.config.ConfigurationException;
import io.accountsync.mapping.ColumnText;
import io.accountsync.mapping.FieldKind;
import io.accountsync.mapping.FieldTrial;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.component.salesforce.api.dto.SObjectDescription;
import org.apache.camel.component.salesforce.api.dto.SObjectField;

/** Finds the field of each column: by its name, and only where every value that was read fits it. */
final class Pairs {
    static final String UNWRITABLE = "its name has characters that a mapping cannot write (brackets, braces, control"
            + " characters, quotes or blanks around it); give the column another name";

    private final Look look;
    private final SObjectDescription describe;
    private final String key;
    private final ZoneId zone;
    private final FieldNames names;
    private final Map<String, Pair> byField = new LinkedHashMap<>();
    private final Map<String, FieldNames.How> howByField = new HashMap<>();
    private final Map<String, String> leftOut = new LinkedHashMap<>();

    /** @param key the External ID field, whose column is found otherwise */
    Pairs(Look look, SObjectDescription describe, String key, ZoneId zone) {
        this.look = look;
        this.describe = describe;
        this.key = key;
        this.zone = zone;
        this.names = new FieldNames(describe);
    }

    /** The pairs, in the order of their columns. */
    List<Pair> found() {
        List<String> order = look.names();
        return byField.values().stream()
                .sorted((one, other) -> order.indexOf(one.column()) - order.indexOf(other.column()))
                .toList();
    }

    /** Columns that fill a field, or are named for one that can be written, whether their values fit or not. */
    Set<String> named() {
        Set<String> paired = paired();
        return look.names().stream()
                .filter(column -> paired.contains(column)
                        || names.of(column).stream()
                                .map(FieldNames.Match::field)
                                .anyMatch(field -> new FieldKind(field).isWritable()
                                        && !field.getName().equals(key)))
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** Columns that fill no field, with the reason of each. */
    List<LeftOut> leftOut() {
        Set<String> paired = paired();
        return leftOut.entrySet().stream()
                .filter(entry -> !paired.contains(entry.getKey()))
                .map(entry -> new LeftOut(entry.getKey(), entry.getValue()))
                .toList();
    }

    /**
     * Takes pairs that somebody named.
     *
     * @param columnsByField the option --map
     * @throws ConfigurationException when there is no such column or field, or the field cannot be written
     */
    void take(Map<String, String> columnsByField) {
        columnsByField.forEach((name, written) -> {
            String column = look.require("--map " + name + "=" + written, written);
            SObjectField field = describe.getFields().stream()
                    .filter(known -> known.getName().equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow(() -> new ConfigurationException("--map " + name + "=" + written + ": " + name
                            + " is not a field of " + describe.getName()
                            + " in this org, or the user may not see it"
                            + nearest(name, "; did you mean ", "?")));
            Optional<String> refusal = refusal(column, field);
            if (refusal.isPresent()) {
                throw new ConfigurationException("--map " + name + "=" + written + ": " + refusal.get());
            }
            Fit fit = fit(column, field);
            Optional<Pair> formatted =
                    fit.isGood() ? Optional.empty() : guess(column, field).pair("as --map says");
            byField.put(
                    field.getName(),
                    formatted.orElseGet(() -> new Pair(column, field, "as --map says; " + fit.text(type(field)))));
        });
    }

    private String nearest(String name, String before, String behind) {
        List<String> nearest = names.nearest(name);
        return nearest.isEmpty() ? "" : before + String.join(", ", nearest) + behind;
    }

    /** Finds the fields of all columns that nobody named one for. */
    void find() {
        Set<String> given = paired();
        look.names().stream().filter(column -> !given.contains(column)).forEach(this::find);
    }

    private void find(String column) {
        List<FieldNames.Match> matches = names.of(column);
        if (look.names().stream().filter(column::equals).count() > 1) {
            leave(column, "several columns have this name; give each its own in --query");
        } else if (ColumnText.of(column).isEmpty()) {
            leave(column, UNWRITABLE);
        } else if (matches.isEmpty()
                && look.values(column).stream().anyMatch(value -> value.value() instanceof Map<?, ?>)) {
            leave(
                    column,
                    "it holds objects; a part of one is written ${body?[" + column + "]?[part]} (docs/mapping.md)");
        } else if (matches.isEmpty()) {
            leave(
                    column,
                    "no field of " + describe.getName() + " has this name or label"
                            + nearest(column, "; the nearest are ", ""));
        } else if (matches.size() > 1) {
            leave(
                    column,
                    "several fields have this name or label: "
                            + matches.stream()
                                    .map(match -> match.field().getName())
                                    .collect(Collectors.joining(", "))
                            + "; say which by --map FIELD=COLUMN");
        } else {
            find(column, matches.get(0));
        }
    }

    private void find(String column, FieldNames.Match match) {
        SObjectField field = match.field();
        if (field.getName().equals(key)) {
            leave(column, "it has the name of " + key + ", the External ID field, and is not the key");
            return;
        }
        String named = match.how().of() + " " + field.getName();
        Optional<String> refusal = refusal(column, field);
        Fit fit = refusal.isPresent() ? null : fit(column, field);
        if (refusal.isPresent()) {
            leave(column, named + ", but " + refusal.get());
        } else if (!fit.isGood()) {
            FormatGuess guess = guess(column, field);
            guess.pair(match.how().reason())
                    .ifPresentOrElse(
                            pair -> put(pair, match.how()),
                            () -> leave(column, named + ", but " + fit.text(type(field)) + guess.text()));
        } else {
            FormatGuess.doubt(look.values(column), field)
                    .ifPresentOrElse(
                            doubt -> leave(column, named + ", but " + doubt.replace("COLUMN", column)),
                            () -> put(
                                    new Pair(column, field, match.how().reason() + "; " + fit.text(type(field))),
                                    match.how()));
        }
    }

    /** Of several columns for a field the one with the plainest name; of two alike none. */
    private void put(Pair pair, FieldNames.How how) {
        String field = pair.field().getName();
        FieldNames.How before = howByField.get(field);
        Pair other = byField.get(field);
        if (other != null && (before == null || before.compareTo(how) < 0)) {
            leave(pair.column(), field + " is filled from " + other.column() + " already");
            return;
        }
        if (before == how) {
            byField.remove(field);
            String reason = "both " + (other == null ? "others" : other.column()) + " and " + pair.column()
                    + " are for " + field + "; say which by --map " + field + "=COLUMN";
            if (other != null) {
                leave(other.column(), reason);
            }
            leave(pair.column(), reason);
            return;
        }
        if (other != null) {
            leave(other.column(), field + " is filled from " + pair.column() + " already");
        }
        byField.put(field, pair);
        howByField.put(field, how);
    }

    /** The columns that fill a field as it stands now. */
    private Set<String> paired() {
        return byField.values().stream().map(Pair::column).collect(Collectors.toSet());
    }

    private void leave(String column, String reason) {
        leftOut.put(column, reason);
    }

    private Optional<String> refusal(String column, SObjectField field) {
        if (ColumnText.of(column).isEmpty()) {
            return Optional.of(UNWRITABLE);
        }
        if ("reference".equals(field.getType())) {
            List<String> pointsTo = field.getReferenceTo() == null ? List.of() : field.getReferenceTo();
            return Optional.of("that field points to another record, which docs/mapping.md shows how to map"
                    + (pointsTo.size() > 1 ? ", with the name of its object, one of " + pointsTo.size() : ""));
        }
        if (!new FieldKind(field).isWritable()) {
            return Optional.of("that field cannot be written by this user");
        }
        return FieldTrial.of(field, false, zone).isPresent()
                ? Optional.empty()
                : Optional.of("a field of type " + field.getType() + " cannot be written");
    }

    private Fit fit(String column, SObjectField field) {
        return Fit.of(look.values(column), FieldTrial.of(field, false, zone).orElseThrow());
    }

    private FormatGuess guess(String column, SObjectField field) {
        return FormatGuess.of(column, look.values(column), field, zone);
    }

    private static String type(SObjectField field) {
        return new FieldKind(field).type();
    }

    /** Text columns that fill nothing and have a value in each row: what a required field can be filled from. */
    List<String> free() {
        List<String> free = new ArrayList<>();
        Set<String> paired = paired();
        for (String column : look.names()) {
            List<Look.Value> values = look.values(column);
            boolean isText = values.stream().allMatch(value -> value.value() instanceof String);
            if (isText
                    && values.size() == look.rows().size()
                    && !paired.contains(column)
                    && ColumnText.of(column).isPresent()) {
                free.add(column);
            }
        }
        return free;
    }
}
