package io.accountsync.mapping;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a column of texts writes its times: the text of one with zeros in place of its date and time, such as {@code
 * 0000-00-00T00:00:00.000Z}. Texts of one form sort as the times that they stand for, so that a cursor bound in it is
 * compared rightly, whatever the time zone of the process; texts of several forms mostly do not.
 */
public final class CursorForm {
    private static final Pattern TEXT = Pattern.compile(
            "(\\d{4}-\\d{2}-\\d{2})" // date
                    + "(?:([Tt ])(\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?))?" // T or space, time
                    + "( ?(?:[Zz]|[+-]\\d{2}(?::?\\d{2}(?::?\\d{2})?)?))?"); // zone

    private final String pattern;
    private final String separator;
    private final int timeLength;
    private final String zone;

    private CursorForm(Matcher text) {
        this.separator = text.group(2) == null ? "" : text.group(2);
        this.timeLength = text.group(3) == null ? 0 : text.group(3).length();
        this.zone = text.group(4) == null ? "" : text.group(4);
        this.pattern =
                "0000-00-00" + separator + (timeLength == 0 ? "" : text.group(3).replaceAll("\\d", "0")) + zone;
    }

    /** The form of a text, or of a form as {@link #toString} wrote it; empty when its like does not sort as time. */
    public static Optional<CursorForm> of(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches() ? Optional.of(new CursorForm(matcher)) : Optional.empty();
    }

    /** Whether a text has this form. */
    public boolean fits(String text) {
        if (text.length() != pattern.length()) {
            return false;
        }
        int zoneFrom = pattern.length() - zone.length();
        for (int i = 0; i < pattern.length(); i++) {
            char c = text.charAt(i);
            boolean isDigit = c >= '0' && c <= '9';
            if (i < zoneFrom && pattern.charAt(i) == '0' ? !isDigit : c != pattern.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The form in which a cursor is compared rightly with texts of this form and of another: without a zone, a text that says
     * less sorts before all those that go on from it, so that the shorter form does. Behind a fraction a zone spoils that.
     *
     * @return empty when there is none
     */
    public Optional<CursorForm> with(CursorForm other) {
        if (equals(other)) {
            return Optional.of(this);
        }
        CursorForm shorter = pattern.length() < other.pattern.length() ? this : other;
        CursorForm longer = shorter == this ? other : this;
        return zone.isEmpty() && other.zone.isEmpty() && longer.pattern.startsWith(shorter.pattern)
                ? Optional.of(shorter)
                : Optional.empty();
    }

    /**
     * The text of a cursor: the last one of this form that is not later.
     *
     * @param value as {@code type} keeps it, of the years 0 to 9999; others are taken for the first or last of these
     */
    public String text(CursorType type, long value) {
        LocalDateTime local = type == CursorType.DATE
                ? LocalDate.ofEpochDay(value).atStartOfDay()
                : LocalDateTime.ofInstant(Instant.EPOCH.plus(value, ChronoUnit.MICROS), zone());
        if (local.getYear() < 0) {
            local = LocalDateTime.of(0, 1, 1, 0, 0);
        } else if (local.getYear() > 9999) {
            local = LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_999);
        }
        String time = String.format(
                Locale.ROOT,
                "%02d:%02d:%02d.%09d",
                local.getHour(),
                local.getMinute(),
                local.getSecond(),
                local.getNano());
        return String.format(
                        Locale.ROOT, "%04d-%02d-%02d", local.getYear(), local.getMonthValue(), local.getDayOfMonth())
                + separator
                + time.substring(0, timeLength)
                + zone;
    }

    /** A text without a zone is of the process's, as everywhere. */
    private ZoneId zone() {
        String offset = zone.strip();
        if (offset.isEmpty()) {
            return ZoneId.systemDefault();
        }
        return offset.equalsIgnoreCase("Z") ? ZoneOffset.UTC : ZoneOffset.of(offset);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CursorForm form && form.pattern.equals(pattern);
    }

    @Override
    public int hashCode() {
        return pattern.hashCode();
    }

    /** The form with zeros for digits; it holds nothing of a row but its offset. */
    @Override
    public String toString() {
        return pattern;
    }
}
