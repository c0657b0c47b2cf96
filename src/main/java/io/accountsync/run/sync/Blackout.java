package io.accountsync.run.sync;

import io.accountsync.config.ConfigurationException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hours in which nothing may be sent, written as {@code 08:00-18:00} or {@code Mon-Fri 08:00-18:00, Sun 22:00-02:00}. A window
 * that ends before it begins goes on after midnight, and belongs to the day on which it begins.
 */
public final class Blackout {
    private static final Pattern WINDOW =
            Pattern.compile("(?:([A-Za-z]{3})(?:-([A-Za-z]{3}))? )?(\\d\\d:\\d\\d)-(\\d\\d:\\d\\d)");

    private record Window(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
        /** Its end when it contains this time, else null. */
        ZonedDateTime endIfWithin(ZonedDateTime time) {
            for (ZonedDateTime day : List.of(time, time.minusDays(1))) {
                ZonedDateTime begin = day.with(from);
                ZonedDateTime end = day.with(to);
                if (!end.isAfter(begin)) {
                    end = day.plusDays(1).with(to);
                }
                if (days.contains(day.getDayOfWeek()) && !time.isBefore(begin) && time.isBefore(end)) {
                    return end;
                }
            }
            return null;
        }
    }

    private final List<Window> windows;
    private final ZoneId zone;

    private Blackout(List<Window> windows, ZoneId zone) {
        this.windows = windows;
        this.zone = zone;
    }

    /**
     * Reads the keys.
     *
     * @param windows the windows, separated by commas; may be empty
     * @param zone such as {@code Europe/Berlin}
     * @throws ConfigurationException when they are written in another way
     */
    static Blackout of(String windows, String zone) {
        ZoneId zoneId;
        try {
            zoneId = ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new ConfigurationException("sync.time-zone must be a zone such as Europe/Berlin or UTC.", e);
        }
        return new Blackout(
                Arrays.stream(windows.split(","))
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .map(Blackout::window)
                        .toList(),
                zoneId);
    }

    /** When the window ends that this time lies in, in words; empty when it lies in none. */
    public Optional<String> endingAfter(Instant now) {
        ZonedDateTime time = now.atZone(zone);
        return windows.stream()
                .map(window -> Optional.ofNullable(window.endIfWithin(time)))
                .flatMap(Optional::stream)
                .findFirst()
                .map(end -> end.toLocalTime() + " " + zone);
    }

    private static Window window(String text) {
        Matcher matcher = WINDOW.matcher(text);
        try {
            if (matcher.matches()) {
                return new Window(
                        days(matcher.group(1), matcher.group(2)),
                        LocalTime.parse(matcher.group(3)),
                        LocalTime.parse(matcher.group(4)));
            }
        } catch (DateTimeException | IllegalArgumentException e) {
            // said below
        }
        throw new ConfigurationException("sync.blackout must list windows such as 08:00-18:00 or Mon-Fri 08:00-18:00, "
                + "separated by commas; \"" + text + "\" is none.");
    }

    private static Set<DayOfWeek> days(String first, String last) {
        if (first == null) {
            return EnumSet.allOf(DayOfWeek.class);
        }
        EnumSet<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        DayOfWeek end = day(last == null ? first : last);
        for (DayOfWeek day = day(first); days.add(day) && day != end; ) {
            day = day.plus(1);
        }
        return days;
    }

    private static DayOfWeek day(String name) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day ->
                        day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH).equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name));
    }
}
