package io.accountsync.dataloader;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The fields of a sync file from the lines of a mapping file; what cannot be one is among what is left over. */
final class MappedFields {
    private static final String FIELD = "[A-Za-z]\\w*";

    private final String file;
    private final String key;
    private final boolean clears;
    private final Predicate<String> hasColumn;
    private final Leftovers leftovers;
    private final Map<String, MappedField> byName = new LinkedHashMap<>();

    private MappedFields(String file, String key, boolean clears, Predicate<String> hasColumn, Leftovers leftovers) {
        this.file = file;
        this.key = key;
        this.clears = clears;
        this.hasColumn = hasColumn;
        this.leftovers = leftovers;
    }

    /**
     * The fields, that of the External ID first.
     *
     * @param key the External ID field
     * @param clears whether an empty value empties a field
     * @param hasColumn whether the source has a column of that name, as far as that is known
     */
    static List<MappedField> of(
            MappingFile mapping, String key, boolean clears, Predicate<String> hasColumn, Leftovers leftovers) {
        MappedFields fields = new MappedFields(mapping.name(), key, clears, hasColumn, leftovers);
        mapping.lines().forEach(fields::add);
        List<MappedField> all = new ArrayList<>(fields.byName.values());
        all.sort((a, b) ->
                Boolean.compare(b.name().equalsIgnoreCase(key), a.name().equalsIgnoreCase(key)));
        return all;
    }

    private void add(MappingLine line) {
        if (line.targets().isEmpty() || line.source().isEmpty()) {
            return;
        }
        if (line.target().contains("=")) {
            leftovers.add(
                    file,
                    line.line(),
                    line.source(),
                    "not carried over: Data Loader takes the blank in the name for its end. Write a backslash before each "
                            + "blank to the left of the = and import again");
            return;
        }
        Optional<String> refusal = line.isConstant() ? refuseConstant(line.constant()) : refuseColumns(line);
        if (refusal.isPresent()) {
            leftovers.add(file, line.line(), line.source(), refusal.get());
            return;
        }
        String value = line.isConstant()
                ? line.constant()
                : line.columns().stream()
                        .map(column -> "${body[" + column + "]}")
                        .collect(Collectors.joining(", "));
        if (!line.isConstant() && line.columns().size() > 1) {
            leftovers.add(
                    file,
                    line.line(),
                    line.source(),
                    "carried over as a text of all columns. Data Loader takes only the first where a field is not a text: "
                            + "take the others out of the sync file then");
        }
        line.targets().forEach(target -> put(line, target, value));
    }

    private Optional<String> refuseConstant(String constant) {
        if (constant.isBlank()) {
            return clears
                    ? Optional.empty()
                    : Optional.of("not carried over: an empty constant sends nothing without sfdc.insertNulls");
        }
        boolean isRead = constant.contains("${")
                || constant.contains("$simple{")
                || constant.contains("{{")
                || constant.startsWith("#")
                || constant.startsWith("RAW(")
                || List.of("null", "~").contains(constant);
        return isRead
                ? Optional.of(
                        "not carried over, since a constant in a sync file cannot be null, begin with # or have ${ or {{ "
                                + "in it. Let the query return it as a column")
                : Optional.empty();
    }

    private Optional<String> refuseColumns(MappingLine line) {
        if (line.columns().stream().anyMatch(column -> !column.matches("[^\\[\\]{}\"']+"))) {
            return Optional.of(
                    "not carried over, since a column's name cannot have brackets, braces or quotes in a sync file. "
                            + "Give the column another name");
        }
        return line.columns().stream().allMatch(hasColumn)
                ? Optional.empty()
                : Optional.of(
                        "not carried over, since the columnNames of the query lack it, so that Data Loader passes over the "
                                + "line as well. Correct one of the two and import again");
    }

    private void put(MappingLine line, String target, String value) {
        Optional<MappedField> field = field(line, target, value);
        if (field.isEmpty()) {
            return;
        }
        MappedField other = byName.get(field.get().name().toLowerCase(Locale.ROOT));
        if (other != null) {
            // A constant is put over what a column gives, whatever their order.
            MappedField loser = other.isConstant() && !field.get().isConstant() ? field.get() : other;
            MappedField winner = loser == other ? field.get() : other;
            leftovers.add(
                    file,
                    loser.line(),
                    target,
                    "not carried over from this line, since a field has one value and line " + winner.line()
                            + " gives it another one. Look which of them is meant");
            byName.put(winner.name().toLowerCase(Locale.ROOT), winner);
            return;
        }
        byName.put(field.get().name().toLowerCase(Locale.ROOT), field.get());
    }

    private Optional<MappedField> field(MappingLine line, String target, String value) {
        boolean isConstant = line.isConstant();
        if (target.equalsIgnoreCase("Id") && !key.equalsIgnoreCase("Id")) {
            return left(
                    line,
                    target,
                    "not carried over: records are found by " + key + ", and Salesforce's ids are kept in the state");
        }
        if (target.matches(FIELD)) {
            return Optional.of(MappedField.plain(target, value, isConstant, line.line()));
        }
        String[] parts = target.split("[:-]");
        boolean isRelationship = parts.length >= 2
                && parts.length <= 3
                && List.of(parts).stream().allMatch(part -> part.matches(FIELD));
        if (!isRelationship) {
            return left(
                    line,
                    target,
                    "not carried over, since it is not the name of a field or relationship. Correct it and import again");
        }
        return relationship(line, target, value, parts);
    }

    /** {@code Relationship:Field}, or {@code Relationship:Object-Field}. */
    private Optional<MappedField> relationship(MappingLine line, String target, String value, String[] parts) {
        String name = parts[0];
        String by = parts[parts.length - 1];
        String lower = name.toLowerCase(Locale.ROOT);
        if (parts.length == 2 && List.of("who", "what").contains(lower)) {
            return left(
                    line,
                    target,
                    "not carried over, since records of several objects can be meant. Write " + name + ":Object-" + by
                            + " in " + file + ", and import again");
        }
        if (!lower.equals("owner")) {
            String lookup = parts.length == 3 ? parts[1] + "." + by : by;
            return Optional.of(new MappedField(name, value, line.isConstant(), lookup, null, null, line.line()));
        }
        String object = parts.length == 3 ? parts[1] : "User";
        return Optional.of(new MappedField("OwnerId", value, line.isConstant(), null, object, by, line.line()));
    }

    private Optional<MappedField> left(MappingLine line, String target, String reason) {
        leftovers.add(file, line.line(), target, reason);
        return Optional.empty();
    }
}
