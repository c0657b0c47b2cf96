package io.accountsync.init;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Sentence;
import io.accountsync.config.ShellText;
import io.accountsync.mapping.ColumnText;
import io.accountsync.mapping.FieldKind;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.component.salesforce.api.dto.SObjectDescription;
import org.apache.camel.component.salesforce.api.dto.SObjectField;

/**
 * What a sync file could say, with the reasons.
 *
 * @param externalId null when it must be said
 * @param key null when the External ID field must be said first
 * @param cursor of a database
 * @param pairs without the key
 * @param leftOut columns that fill nothing
 * @param questions what must be said before it is one; empty when it is
 */
public record Proposal(
        Look look,
        SObjectDescription describe,
        SObjectField externalId,
        KeyChoice key,
        CursorChoice cursor,
        List<Pair> pairs,
        List<LeftOut> leftOut,
        List<Question> questions) {
    private static final int SHOWN = 5;

    /**
     * Makes one.
     *
     * @param zone of the sync
     * @throws ConfigurationException when a wish cannot be met, or the object has no External ID
     */
    public static Proposal of(Look look, SObjectDescription describe, Wishes wishes, ZoneId zone, Clock clock) {
        ExternalIdFields fields = new ExternalIdFields(describe);
        Optional<SObjectField> externalId = fields.choose(wishes.externalId(), wishes.key(), look.names());
        CursorChoice cursor = CursorChoice.of(look, wishes.cursor(), clock);
        List<Question> questions = new ArrayList<>();
        Pairs pairs =
                new Pairs(look, describe, externalId.map(SObjectField::getName).orElse(""), zone);
        pairs.take(wishes.columnsByField());
        pairs.find();
        List<Pair> found = new ArrayList<>(pairs.found());
        List<LeftOut> leftOut = new ArrayList<>(pairs.leftOut());
        KeyChoice key = null;
        if (externalId.isEmpty()) {
            questions.add(fields.question());
        } else {
            Set<String> named = pairs.named();
            named.add(String.valueOf(cursor.chosen()));
            key = KeyChoice.of(look, externalId.get(), wishes.key(), named, zone);
            if (key.chosen() == null) {
                questions.add(key.question());
            } else {
                requireWritable(key.chosen().column());
                link(
                        new ParentLinks(
                                look, describe, externalId.get(), key.chosen().column()),
                        found,
                        leftOut);
                String column = key.chosen().column();
                leftOut.removeIf(one -> one.column().equals(column));
                leftOut.removeIf(one -> one.column().equals(cursor.chosen()));
            }
        }
        ask(describe, externalId, found, pairs.free(), key, questions);
        return new Proposal(
                look, describe, externalId.orElse(null), key, cursor, found, leftOut, List.copyOf(questions));
    }

    private static void requireWritable(String column) {
        if (ColumnText.of(column).isEmpty()) {
            throw new ConfigurationException("--key " + YamlText.shown(column) + " cannot be it: " + Pairs.UNWRITABLE);
        }
    }

    private static void link(ParentLinks parents, List<Pair> found, List<LeftOut> leftOut) {
        for (LeftOut one : List.copyOf(leftOut)) {
            parents.of(one.column()).ifPresent(pair -> {
                found.add(pair);
                leftOut.remove(one);
            });
        }
    }

    /** Asks for what a new record must bring and nothing fills. */
    private static void ask(
            SObjectDescription describe,
            Optional<SObjectField> externalId,
            List<Pair> found,
            List<String> free,
            KeyChoice key,
            List<Question> questions) {
        Set<String> filled = found.stream().map(pair -> pair.field().getName()).collect(Collectors.toSet());
        externalId.ifPresent(field -> filled.add(field.getName()));
        for (SObjectField field : describe.getFields()) {
            if (new FieldKind(field).isRequired() && !filled.contains(field.getName())) {
                List<String> columns = free.stream()
                        .filter(column -> key == null || !key.likely().equals(Optional.of(column)))
                        .toList();
                questions.add(required(describe, field, columns));
            }
        }
    }

    private static Question required(SObjectDescription describe, SObjectField field, List<String> columns) {
        String name = field.getName();
        String text = describe.getName() + " requires " + name + " (" + new FieldKind(field).type()
                + "), and no column is plainly for it.";
        return columns.isEmpty()
                ? new Question(text + " Say which one is.", "--map " + name + "=COLUMN")
                : new Question(
                        text + " Say which one is. "
                                + Sentence.closed(
                                        "Columns with a text in each row: " + YamlText.listed(columns, SHOWN)),
                        ShellText.option("--map", name + "=" + columns.get(0)));
    }

    /** All that a sync file maps: the key first, then what is required, then the rest by column. */
    List<Pair> all() {
        List<Pair> all = new ArrayList<>();
        all.add(new Pair(
                key.chosen().column(), externalId, "the key: " + key.chosen().text()));
        pairs.stream().filter(pair -> new FieldKind(pair.field()).isRequired()).forEach(all::add);
        pairs.stream().filter(pair -> !new FieldKind(pair.field()).isRequired()).forEach(all::add);
        return all;
    }
}
