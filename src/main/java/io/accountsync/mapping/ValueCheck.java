package io.accountsync.mapping;

import io.accountsync.config.Quantity;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.component.salesforce.api.dto.SObjectField;

/** Holds what stands in the sync file itself against the org, so that a misspelled constant fails once and not per row. */
final class ValueCheck {
    private static final Pattern NO_NUMBER = Pattern.compile("[^-+.\\d\\sEe]");

    private ValueCheck() {}

    /** Examines constants, defaults, translations, and text around columns. */
    static void examine(FieldMapping mapping, ValueConverter converter, SObjectField field, Mistakes mistakes) {
        if (!mapping.pointsElsewhere()) {
            examineLiterals(mapping, field, mistakes);
        }
        Optional<Picklist> picklist = mapping.pointsElsewhere() ? Optional.empty() : Picklist.of(field);
        mapping.constants().stream().distinct().forEach(constant -> {
            try {
                converter.convert(constant);
            } catch (InvalidRowException e) {
                mistakes.add("cannot take \"" + constant + "\", which this file gives it: " + e.getMessage());
                return;
            }
            picklist.ifPresent(choices -> examine(constant, choices, mistakes));
        });
    }

    private static void examine(String constant, Picklist picklist, Mistakes mistakes) {
        if (picklist.holds(constant)) {
            return;
        }
        if (picklist.isRestricted()) {
            mistakes.add("cannot take \"" + constant + "\", which this file gives it: this picklist is restricted to "
                    + picklist);
        } else {
            mistakes.warn("would get \"" + constant
                    + "\", which this file gives it and which is not an entry of the picklist; "
                    + "Salesforce takes it all the same. The entries are " + picklist);
        }
    }

    /** Text around columns makes a text of any value, which only some types can be read from. */
    private static void examineLiterals(FieldMapping mapping, SObjectField field, Mistakes mistakes) {
        String literals = mapping.expression().literals();
        if (literals.isBlank() || mapping.translation() != null) {
            return;
        }
        switch (field.getType().toLowerCase(Locale.ROOT)) {
            case "boolean" ->
                mistakes.add("is a checkbox, and text around a column is never true or false; map the column alone");
            case "int", "long", "double", "currency", "percent" -> {
                if (NO_NUMBER.matcher(literals).find()) {
                    mistakes.add("is a number, and the text around the column makes no number; map the column alone");
                }
            }
            default -> {
                int length = field.getLength() == null ? 0 : field.getLength();
                if (length > 0 && literals.length() > length && !mapping.truncates()) {
                    mistakes.add("has more text around its columns than the field holds ("
                            + Quantity.of(length, "character") + "); shorten it, or set tooLong: truncate");
                }
            }
        }
    }
}
