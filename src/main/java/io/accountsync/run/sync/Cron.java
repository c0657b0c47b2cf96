package io.accountsync.run.sync;

import io.accountsync.config.Quantity;
import io.accountsync.config.Sentence;
import java.text.ParseException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.regex.Pattern;
import org.quartz.CronExpression;

/**
 * A Quartz cron expression in a time zone. What crontab, Spring and Kubernetes write is not the same, and is
 * distinguished.
 */
final class Cron {
    private static final Map<String, String> MACROS = Map.of(
            "@yearly", "0 0 0 1 1 ?",
            "@annually", "0 0 0 1 1 ?",
            "@monthly", "0 0 0 1 * ?",
            "@weekly", "0 0 0 ? * SUN",
            "@daily", "0 0 0 * * ?",
            "@midnight", "0 0 0 * * ?",
            "@hourly", "0 0 * * * ?");
    private static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");
    private static final Pattern DIGIT = Pattern.compile("(?<!/)\\b[0-7]\\b");
    private static final String SHAPE =
            "seconds, minutes, hours, day of month, month, day of week, and a year where there "
                    + "is one, such as 0 0/15 * * * ?";

    private final CronExpression expression;

    private Cron(CronExpression expression) {
        this.expression = expression;
    }

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException when it is none or has no time after now: a sentence that goes on from its name
     */
    static Cron of(String text, ZoneId zone, Instant now) {
        String plain = text.replace('+', ' ').strip();
        List<String> fields = List.of(plain.split("\\s+"));
        if (plain.isEmpty()) {
            throw new IllegalArgumentException("is empty; write a Quartz cron expression: " + SHAPE);
        }
        if (plain.startsWith("@")) {
            String same = MACROS.get(plain.toLowerCase(Locale.ROOT));
            throw new IllegalArgumentException(
                    "is " + plain + ", which Quartz does not know; write " + (same == null ? SHAPE : same));
        }
        if (fields.size() < 6 || fields.size() > 7) {
            String mistake = Sentence.closed("has " + Quantity.of(fields.size(), "field")
                    + "; a Quartz cron expression has six or seven: " + SHAPE);
            throw new IllegalArgumentException(
                    fields.size() == 5
                            ? mistake + " What crontab writes " + plain + " is " + ofCrontab(fields)
                            : mistake);
        }
        if (!fields.get(3).equals("?") && !fields.get(5).equals("?")) {
            throw new IllegalArgumentException(
                    "has both a day of the month and a day of the week; Quartz wants ? for one of " + "them, such as "
                            + withOneDay(fields));
        }
        try {
            CronExpression expression = new CronExpression(plain);
            expression.setTimeZone(TimeZone.getTimeZone(zone));
            Cron cron = new Cron(expression);
            if (cron.next(now).isEmpty()) {
                throw new IllegalArgumentException(
                        "has no time after now: its last one is past, or the day that it names " + "does not exist");
            }
            return cron;
        } catch (ParseException e) {
            throw new IllegalArgumentException(
                    Sentence.closed("is not a Quartz cron expression: " + Sentence.said(e)) + " Its fields are "
                            + SHAPE,
                    e);
        }
    }

    /** The first time after this one; empty when there is none. */
    Optional<Instant> next(Instant after) {
        return Optional.ofNullable(expression.getNextValidTimeAfter(Date.from(after)))
                .map(Date::toInstant);
    }

    /** As Quartz takes it, in its time zone. */
    CronExpression expression() {
        return expression;
    }

    /** Minutes first, and both days as stars where neither counts; 0 and 7 are Sundays. */
    private static String ofCrontab(List<String> fields) {
        String days = DIGIT.matcher(fields.get(4)).replaceAll(digit -> DAYS.get(Integer.parseInt(digit.group())));
        return withOneDay(List.of("0", fields.get(0), fields.get(1), fields.get(2), fields.get(3), days));
    }

    private static String withOneDay(List<String> fields) {
        boolean byWeek = !fields.get(5).equals("*");
        return fields.get(0) + " " + fields.get(1) + " " + fields.get(2) + " " + (byWeek ? "?" : fields.get(3)) + " "
                + fields.get(4) + " " + (byWeek ? fields.get(5) : "?");
    }
}
