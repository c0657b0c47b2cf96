package io.accountsync.cli;

import io.accountsync.config.Quantity;
import io.accountsync.mapping.FieldKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.component.salesforce.api.dto.SObjectDescription;
import org.apache.camel.component.salesforce.api.dto.SObjectField;

/** The fields of an object as a table for a terminal, those that can be written first. */
final class FieldTable {
    private static final int ENTRIES_SHOWN = 5;

    private FieldTable() {}

    static String of(SObjectDescription describe, Screen screen) {
        List<SObjectField> writable = describe.getFields().stream()
                .filter(field -> new FieldKind(field).isWritable())
                .toList();
        List<SObjectField> others = describe.getFields().stream()
                .filter(field -> !new FieldKind(field).isWritable())
                .toList();
        int name =
                width(describe.getFields().stream().map(SObjectField::getName).toList());
        int type = width(describe.getFields().stream()
                .map(field -> new FieldKind(field).type())
                .toList());
        TextLines text = new TextLines(name);
        text.line(
                "%s: %s, %d of them writable",
                describe.getName(), Quantity.of(describe.getFields().size(), "field"), writable.size());
        String format = "  %-" + name + "s  %-" + type + "s%s";
        Cells cells = new Cells(screen);
        Stream.concat(writable.stream(), others.stream()).forEach(field -> {
            String about = about(field);
            text.line(
                    about.isEmpty() ? "  %-" + name + "s  %s%s" : format,
                    field.getName(),
                    new FieldKind(field).type(),
                    about.isEmpty() ? "" : "  " + cells.fit(about, name + type + 6, 1));
        });
        cells.note(text, "--json has all of them whole");
        return text.toString();
    }

    private static String about(SObjectField field) {
        FieldKind kind = new FieldKind(field);
        List<String> about = new ArrayList<>();
        add(about, kind.isRequired(), "required");
        add(about, Boolean.TRUE.equals(field.isExternalId()), "External ID");
        add(about, Boolean.TRUE.equals(field.isUnique()), "unique");
        add(about, !kind.isWritable(), Boolean.TRUE.equals(field.isCreateable()) ? "new records only" : "read-only");
        if (!kind.entries().isEmpty()) {
            String shown = String.join(
                    ", ", kind.entries().stream().limit(ENTRIES_SHOWN).toList());
            int more = kind.entries().size() - ENTRIES_SHOWN;
            about.add((Boolean.TRUE.equals(field.isRestrictedPicklist()) ? "only " : "")
                    + shown
                    + (more > 0 ? " and " + more + " more" : ""));
        }
        return String.join("; ", about);
    }

    private static void add(List<String> about, boolean holds, String what) {
        if (holds) {
            about.add(what);
        }
    }

    private static int width(List<String> texts) {
        return texts.stream().mapToInt(Shown::width).max().orElse(1);
    }
}
