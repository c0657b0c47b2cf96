package io.accountsync.localorg.data;

import io.accountsync.localorg.schema.Field;
import io.accountsync.localorg.schema.FieldSpec;
import io.accountsync.localorg.schema.FieldType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Salesforce says of single values: permission, length, range, picklist, e-mail address, required fields. */
final class FieldCheck {

    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s.]+(\\.[^@\\s.]+)+");
    private static final Pattern COORDINATE =
            Pattern.compile("(?:^(?:Billing|Shipping|Mailing|Other)|^|__)(Latitude|Longitude)(?:__s)?$");
    private static final double[] POWERS = new double[20];

    static {
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = Math.pow(10, i);
        }
    }

    private FieldCheck() {}

    /** Adds what is wrong with the values of the draft to the save. */
    static void check(PendingSave save, Field upsertKey) {
        RecordDraft draft = save.draft;
        List<String> readOnly = null;
        for (int i = 0; i < draft.size(); i++) {
            Field field = draft.field(i);
            if (field != upsertKey && !writable(field.spec(), save.creates())) {
                readOnly = readOnly == null ? new ArrayList<>() : readOnly;
                readOnly.add(field.name());
            } else if (draft.value(i) != null) {
                checkValue(save, field, draft.value(i));
            } else if (field.type() == FieldType.BOOLEAN) {
                save.refuse(unfit(field, ""));
            }
        }
        if (readOnly != null) {
            save.refuse(notWritable(readOnly));
        }
        checkRequired(save);
    }

    /** For a value that the field's type cannot hold, where the API answers per record. */
    static RecordError unfit(Field field, String value) {
        return RecordError.of(
                "INVALID_TYPE_ON_FIELD_IN_RECORD",
                field.label() + ": value not of required type: " + value,
                field.name());
    }

    private static boolean writable(FieldSpec spec, boolean creates) {
        return creates ? spec.access().createable() : spec.access().updateable();
    }

    private static RecordError notWritable(List<String> fields) {
        return new RecordError(
                "INVALID_FIELD_FOR_INSERT_UPDATE",
                "Unable to create/update fields: " + String.join(", ", fields)
                        + ". Please check the security settings of this field and verify that it is read/write"
                        + " for your profile or permission set.",
                fields);
    }

    private static void checkValue(PendingSave save, Field field, Object value) {
        FieldSpec spec = field.spec();
        switch (spec.type()) {
            case INT, DOUBLE, CURRENCY, PERCENT -> {
                if (checkRange(save, field, (Number) value)) {
                    checkCoordinate(save, field, (Number) value);
                }
            }
            case DATE, DATETIME -> checkYear(save, field, value.toString());
            case PICKLIST -> {
                if (checkLength(save, field, value.toString())) {
                    checkPicklist(save, field, value.toString());
                }
            }
            case MULTIPICKLIST -> {
                if (checkLength(save, field, value.toString())) {
                    for (String one : value.toString().split(";")) {
                        checkPicklist(save, field, one.strip());
                    }
                }
            }
            case EMAIL -> {
                if (checkLength(save, field, value.toString())
                        && !EMAIL.matcher(value.toString()).matches()) {
                    save.refuse(RecordError.of(
                            "INVALID_EMAIL_ADDRESS",
                            field.label() + ": invalid email address: " + value,
                            field.name()));
                }
            }
            case STRING -> {
                if (checkLength(save, field, value.toString())) {
                    checkPlace(save, field, value.toString());
                }
            }
            case TEXTAREA, PHONE, URL -> checkLength(save, field, value.toString());
            default -> {}
        }
    }

    private static boolean checkLength(PendingSave save, Field field, String value) {
        int most = field.spec().size().length();
        if (value.length() <= most) {
            return true;
        }
        save.refuse(RecordError.of(
                "STRING_TOO_LONG",
                field.label() + ": data value too large: " + value + " (max length=" + most + ")",
                field.name()));
        return false;
    }

    private static void checkPicklist(PendingSave save, Field field, String value) {
        if (field.spec().values().restricted() && field.activeValue(value) == null) {
            save.refuse(RecordError.of(
                    "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
                    field.label() + ": bad value for restricted picklist field: " + value,
                    field.name()));
        }
    }

    /** Text fields with values are countries and states of an org that keeps picklists of them. */
    private static void checkPlace(PendingSave save, Field field, String value) {
        if (field.spec().values().restricted() && field.activeValue(value) == null) {
            String what = field.name().endsWith("Country") ? "country" : "state";
            save.refuse(RecordError.of(
                    "FIELD_INTEGRITY_EXCEPTION",
                    "There's a problem with this " + what + ", even though it may appear correct. Please select a "
                            + what + " from the list of valid "
                            + (what.equals("country") ? "countries" : "states") + ".",
                    field.name()));
        }
    }

    private static boolean checkRange(PendingSave save, Field field, Number value) {
        int whole = field.spec().size().precision() - field.spec().size().scale();
        if (whole <= 0 || Math.abs(value.doubleValue()) < POWERS[whole]) {
            return true;
        }
        save.refuse(outside(field, value));
        return false;
    }

    /** Degrees of an address or of a custom location, whose parts are named like {@code Place__Latitude__s}. */
    private static void checkCoordinate(PendingSave save, Field field, Number value) {
        Matcher coordinate = COORDINATE.matcher(field.name());
        if (coordinate.find()) {
            int most = coordinate.group(1).equals("Latitude") ? 90 : 180;
            if (Math.abs(value.doubleValue()) > most) {
                save.refuse(outside(field, value));
            }
        }
    }

    private static RecordError outside(Field field, Number value) {
        String shown = new BigDecimal(value.toString()).stripTrailingZeros().toPlainString();
        return RecordError.of(
                "NUMBER_OUTSIDE_VALID_RANGE",
                field.label() + ": value outside of valid range on numeric field: " + shown,
                field.name());
    }

    /** Salesforce keeps dates from 1700 to 4000 only. */
    private static void checkYear(PendingSave save, Field field, String iso) {
        String year = iso.substring(0, 4);
        if (iso.charAt(4) != '-' || year.compareTo("1700") < 0 || year.compareTo("4000") > 0) {
            save.refuse(RecordError.of(
                    "FIELD_INTEGRITY_EXCEPTION", field.label() + ": invalid date: " + iso, field.name()));
        }
    }

    private static void checkRequired(PendingSave save) {
        List<String> missing = null;
        for (Field field : save.draft.type().requiredFields()) {
            boolean sent = save.draft.sets(field);
            if (sent
                    ? save.draft.get(field) == null
                    : save.creates() && field.spec().defaultValue() == null) {
                missing = missing == null ? new ArrayList<>() : missing;
                missing.add(field.name());
            }
        }
        if (missing != null) {
            save.refuse(new RecordError("REQUIRED_FIELD_MISSING", "Required fields are missing: " + missing, missing));
        }
    }
}
