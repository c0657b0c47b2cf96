package io.accountsync.localorg.data;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;

/**
 * Reads the ISO 8601 forms that Salesforce takes: {@code 2026-01-31}, and {@code 2026-01-31T08:15:30.5+01:00} with an offset
 * written as {@code Z}, {@code +01}, {@code +0100} or {@code +01:00}. By hand, since it lies on the path of every record.
 */
final class IsoTime {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS'Z'");
    private static final int DATE_LENGTH = 10;
    private static final int SECONDS_END = 19;

    private IsoTime() {}

    /** The date in a text that is a date or a moment, as {@code yyyy-MM-dd}; null when it is neither. */
    static String date(String text) {
        if (text.length() > DATE_LENGTH) {
            return moment(text) == null ? null : text.substring(0, DATE_LENGTH);
        }
        return day(text) == null ? null : text;
    }

    /** The moment as Salesforce stores it, in UTC and whole seconds; null when the text is none. */
    static String moment(String text) {
        LocalDate day = text.length() > SECONDS_END && text.charAt(DATE_LENGTH) == 'T'
                ? day(text.substring(0, DATE_LENGTH))
                : null;
        int second = day == null ? -1 : secondOfDay(text);
        if (second < 0) {
            return null;
        }
        int zone = fractionEnd(text);
        if (isUtc(text, zone)) {
            return text.substring(0, SECONDS_END) + ".000+0000";
        }
        int offset = offsetSeconds(text, zone);
        return offset == Integer.MIN_VALUE
                ? null
                : RecordReading.dateTime((day.toEpochDay() * 86_400 + second - offset) * 1000);
    }

    /** The time of day as Salesforce stores it, in milliseconds with a Z behind; null when the text is none. */
    static String timeOfDay(String text) {
        try {
            return TIME.format(LocalTime.parse(text.endsWith("Z") ? text.substring(0, text.length() - 1) : text));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static LocalDate day(String text) {
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, DATE_LENGTH);
        if (text.length() != DATE_LENGTH
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || year < 0
                || month < 0
                || day < 0) {
            return null;
        }
        try {
            return LocalDate.of(year, month, day);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static int secondOfDay(String text) {
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, SECONDS_END);
        boolean valid = text.charAt(13) == ':'
                && text.charAt(16) == ':'
                && hour >= 0
                && hour < 24
                && minute >= 0
                && minute < 60
                && second >= 0
                && second < 60;
        return valid ? LocalTime.of(hour, minute, second).toSecondOfDay() : -1;
    }

    /** Where the offset begins, after a fraction of seconds if there is one. */
    private static int fractionEnd(String text) {
        int at = SECONDS_END;
        if (text.charAt(at) == '.') {
            at++;
            while (at < text.length() && Character.isDigit(text.charAt(at))) {
                at++;
            }
        }
        return at;
    }

    private static boolean isUtc(String text, int zone) {
        return text.length() == zone + 1 && text.charAt(zone) == 'Z'
                || text.startsWith("+0000", zone) && text.length() == zone + 5;
    }

    /** MIN_VALUE when the rest of the text is not an offset. */
    private static int offsetSeconds(String text, int zone) {
        int length = text.length() - zone;
        boolean colon = length == 6 && text.charAt(zone + 3) == ':';
        if (length != 3 && length != 5 && !colon) {
            return Integer.MIN_VALUE;
        }
        int hours = number(text, zone + 1, zone + 3);
        int minutes = length == 3 ? 0 : number(text, text.length() - 2, text.length());
        char sign = text.charAt(zone);
        if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59 || sign != '+' && sign != '-') {
            return Integer.MIN_VALUE;
        }
        int seconds = hours * 3600 + minutes * 60;
        return sign == '-' ? -seconds : seconds;
    }

    /** The number in that part of the text, -1 when it is not all digits. */
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + c - '0';
        }
        return number;
    }
}
