package io.accountsync.source.events;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An interval as PostgreSQL shows it, from {@code P1Y2M3DT4H5M6.5S}, as Debezium writes it. */
final class PostgresInterval {
    private static final Pattern ISO = Pattern.compile(
            "P(?:(-?\\d+)Y)?(?:(-?\\d+)M)?(?:(-?\\d+)D)?(?:T(?:(-?\\d+)H)?(?:(-?\\d+)M)?(?:(-?\\d+(?:\\.\\d+)?)S)?)?");

    private PostgresInterval() {}

    /**
     * {@code 1 year 2 mons 3 days 04:05:06.5}.
     *
     * @throws IllegalArgumentException when it is no interval
     */
    static String shown(String iso) {
        Matcher parts = ISO.matcher(iso);
        if (!parts.matches()) {
            throw new IllegalArgumentException("no interval");
        }
        StringBuilder text = new StringBuilder();
        boolean negative = add(text, parts.group(1), "year", false);
        negative = add(text, parts.group(2), "mon", negative);
        negative = add(text, parts.group(3), "day", negative);
        String time = time(number(parts.group(4)), number(parts.group(5)), parts.group(6));
        if (text.isEmpty() || !time.equals("00:00:00")) {
            text.append(text.isEmpty() ? "" : " ")
                    .append(negative && !time.startsWith("-") ? "+" : "")
                    .append(time);
        }
        return text.toString();
    }

    /** Whether what follows is said to be positive, where it is. */
    private static boolean add(StringBuilder text, String part, String unit, boolean negative) {
        long count = number(part);
        if (count == 0) {
            return negative;
        }
        text.append(text.isEmpty() ? "" : " ")
                .append(negative && count > 0 ? "+" : "")
                .append(count)
                .append(' ')
                .append(unit)
                .append(count == 1 ? "" : "s");
        return count < 0;
    }

    private static String time(long hours, long minutes, String seconds) {
        String written = seconds == null ? "0" : seconds;
        boolean negative = hours < 0 || minutes < 0 || written.startsWith("-");
        String whole = written.replaceFirst("^-", "").replaceFirst("\\..*", "");
        String fraction =
                written.contains(".") ? written.replaceFirst(".*\\.", ".").replaceFirst("\\.?0+$", "") : "";
        return (negative ? "-" : "") + two(Math.abs(hours)) + ":" + two(Math.abs(minutes)) + ":"
                + two(Long.parseLong(whole)) + fraction;
    }

    private static String two(long number) {
        return number < 10 ? "0" + number : String.valueOf(number);
    }

    private static long number(String part) {
        return part == null ? 0 : Long.parseLong(part);
    }
}
