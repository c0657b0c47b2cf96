package io.accountsync.localorg.soql;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;

/**
 * A relative date such as {@code LAST_N_DAYS:30}, as the days that it covers, in UTC; weeks begin on Sunday.
 *
 * @param first first day covered
 * @param next first day no longer covered
 */
record DateLiteral(LocalDate first, LocalDate next) {

    /** Empty when the word is none of the literals known here. */
    static Optional<DateLiteral> parse(String word, LocalDate today) {
        String[] parts = word.toUpperCase(Locale.ROOT).split(":");
        int n = parts.length > 1 && parts[1].matches("\\d{1,6}") ? Integer.parseInt(parts[1]) : 0;
        LocalDate week = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
        LocalDate month = today.withDayOfMonth(1);
        LocalDate year = today.withDayOfYear(1);
        return Optional.ofNullable(
                switch (parts[0]) {
                    case "TODAY" -> new DateLiteral(today, today.plusDays(1));
                    case "YESTERDAY" -> new DateLiteral(today.minusDays(1), today);
                    case "TOMORROW" -> new DateLiteral(today.plusDays(1), today.plusDays(2));
                    case "THIS_WEEK" -> new DateLiteral(week, week.plusWeeks(1));
                    case "LAST_WEEK" -> new DateLiteral(week.minusWeeks(1), week);
                    case "NEXT_WEEK" -> new DateLiteral(week.plusWeeks(1), week.plusWeeks(2));
                    case "THIS_MONTH" -> new DateLiteral(month, month.plusMonths(1));
                    case "LAST_MONTH" -> new DateLiteral(month.minusMonths(1), month);
                    case "NEXT_MONTH" -> new DateLiteral(month.plusMonths(1), month.plusMonths(2));
                    case "THIS_YEAR" -> new DateLiteral(year, year.plusYears(1));
                    case "LAST_YEAR" -> new DateLiteral(year.minusYears(1), year);
                    case "NEXT_YEAR" -> new DateLiteral(year.plusYears(1), year.plusYears(2));
                    case "LAST_90_DAYS" -> new DateLiteral(today.minusDays(90), today.plusDays(1));
                    case "NEXT_90_DAYS" -> new DateLiteral(today.plusDays(1), today.plusDays(91));
                    case "LAST_N_DAYS" -> new DateLiteral(today.minusDays(n), today.plusDays(1));
                    case "NEXT_N_DAYS" -> new DateLiteral(today.plusDays(1), today.plusDays(n + 1L));
                    default -> null;
                });
    }
}
