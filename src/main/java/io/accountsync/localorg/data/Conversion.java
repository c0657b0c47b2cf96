package io.accountsync.localorg.data;

import io.accountsync.localorg.schema.Field;
import io.accountsync.localorg.schema.FieldType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Turns what a caller sent into what the org stores: text trimmed, blank text into null, numbers of custom fields
 * rounded half up to the field's scale, dates as ISO, moments in UTC with whole seconds, chosen values in picklist order.
 */
public final class Conversion {

    /** Answered for a value that the field's type cannot hold. */
    public static final Object UNFIT = new Object();

    private static final Set<String> YES = Set.of("true", "yes", "y", "on", "1");
    private static final Set<String> NO = Set.of("false", "no", "n", "off", "0");
    private static final int MOST_DECIMALS = 18;
    private static final double[] POWERS = {1, 10, 100, 1_000, 10_000};
    private static final int DIGITS_A_DOUBLE_KEEPS = 15;

    private Conversion() {}

    /** What a JSON scalar becomes; null stays null. Lists and objects are {@link #UNFIT} for every type. */
    public static Object ofJson(Field field, Object raw) {
        if (raw == null) {
            return null;
        }
        if (!(raw instanceof String || raw instanceof Number || raw instanceof Boolean)) {
            return UNFIT;
        }
        return switch (field.type()) {
            case BOOLEAN -> raw instanceof Boolean ? raw : bool(raw.toString(), Set.of("true"), Set.of("false"));
            case INT -> integer(raw);
            case DOUBLE, CURRENCY, PERCENT -> decimal(field, raw);
            case DATE -> raw instanceof String text ? date(text.strip()) : UNFIT;
            case DATETIME -> raw instanceof String text ? dateTime(text.strip()) : UNFIT;
            case TIME -> raw instanceof String text ? time(text.strip()) : UNFIT;
            case ADDRESS -> UNFIT;
            case MULTIPICKLIST -> selection(field, raw.toString());
            default -> text(raw.toString());
        };
    }

    /** What a CSV cell becomes: more spellings of booleans than in JSON, but no blanks around anything except text. */
    public static Object ofCsv(Field field, String cell) {
        if (!field.type().isText() && !cell.equals(cell.strip())) {
            return UNFIT;
        }
        return field.type() == FieldType.BOOLEAN ? bool(cell, YES, NO) : ofJson(field, cell);
    }

    private static Object text(String raw) {
        String stripped = raw.strip();
        return stripped.isEmpty() ? null : stripped;
    }

    /** Each value once and in the picklist's own order, as Salesforce answers them; those that it lacks come last. */
    private static Object selection(Field field, String raw) {
        Set<String> chosen = new LinkedHashSet<>();
        for (String piece : raw.split(";")) {
            String value = piece.strip();
            if (!value.isEmpty()) {
                String known = field.activeValue(value);
                chosen.add(known == null ? value : known);
            }
        }
        if (chosen.isEmpty()) {
            return null;
        }
        List<String> ordered = new ArrayList<>();
        field.spec().values().active().stream().filter(chosen::remove).forEach(ordered::add);
        ordered.addAll(chosen);
        return String.join(";", ordered);
    }

    private static Object bool(String raw, Set<String> yes, Set<String> no) {
        String folded = raw.toLowerCase(Locale.ROOT);
        if (yes.contains(folded)) {
            return Boolean.TRUE;
        }
        return no.contains(folded) ? Boolean.FALSE : UNFIT;
    }

    private static Object integer(Object raw) {
        if (raw instanceof Integer) {
            return raw;
        }
        if (raw instanceof Boolean) {
            return UNFIT;
        }
        if (raw instanceof String text && text.isBlank()) {
            return null;
        }
        try {
            return new BigDecimal(raw.toString().strip()).intValueExact();
        } catch (NumberFormatException e) {
            return UNFIT;
        } catch (ArithmeticException e) {
            return raw instanceof Long ? raw : UNFIT;
        }
    }

    private static Object decimal(Field field, Object raw) {
        if (raw instanceof Boolean) {
            return UNFIT;
        }
        if (raw instanceof Integer whole) {
            return (double) whole;
        }
        int scale = field.custom() ? field.spec().size().scale() : MOST_DECIMALS;
        if (raw instanceof Double number && (!field.custom() || scale < POWERS.length && hasAtMost(scale, number))) {
            return number;
        }
        if (raw instanceof String text && text.isBlank()) {
            return null;
        }
        try {
            return rounded(new BigDecimal(raw.toString().strip()), scale);
        } catch (NumberFormatException e) {
            return UNFIT;
        }
    }

    private static boolean hasAtMost(int scale, double number) {
        return Math.rint(number * POWERS[scale]) / POWERS[scale] == number;
    }

    private static Object rounded(BigDecimal value, int scale) {
        BigDecimal kept = value.scale() > scale ? value.setScale(scale, RoundingMode.HALF_UP) : value;
        return kept.precision() <= DIGITS_A_DOUBLE_KEEPS ? (Object) kept.doubleValue() : kept;
    }

    private static Object date(String raw) {
        return raw.isEmpty() ? null : fitting(IsoTime.date(raw));
    }

    private static Object dateTime(String raw) {
        return raw.isEmpty() ? null : fitting(IsoTime.moment(raw));
    }

    private static Object time(String raw) {
        return raw.isEmpty() ? null : fitting(IsoTime.timeOfDay(raw));
    }

    private static Object fitting(String parsed) {
        return parsed == null ? UNFIT : parsed;
    }
}
