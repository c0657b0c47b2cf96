package io.accountsync.alert;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Settings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.camel.util.TimeUtils;

/**
 * From which numbers on something is a warning, and from which on critical; written as two values with a comma, either of which
 * may be left out.
 *
 * @param warning null for none
 * @param critical null for none
 * @param key that they are from, as the sync sees it; null for none
 */
record Threshold(Double warning, Double critical, String key) {
    /** Nothing is ever the matter. */
    static final Threshold NONE = new Threshold(null, null, null);

    private static final Pattern PERCENT = Pattern.compile("\\d{1,6}(\\.\\d{1,3})?\\s*%?");
    private static final Pattern DURATION = Pattern.compile("(?=\\d)(\\d{1,9}d)?(\\d{1,9}h)?(\\d{1,9}m)?(\\d{1,9}s)?");

    AlertLevel level(double value) {
        if (critical != null && value >= critical) {
            return AlertLevel.CRITICAL;
        }
        return warning != null && value >= warning ? AlertLevel.WARNING : AlertLevel.OK;
    }

    /** Which limit was reached, to stand behind what reached it; nothing where all is well. */
    private String reached(AlertLevel level, DoubleFunction<String> text) {
        return switch (level) {
            case OK -> "";
            case WARNING -> "; from " + text.apply(warning) + " on it is a warning (" + key + ")";
            case CRITICAL -> "; from " + text.apply(critical) + " on it is critical (" + key + ")";
        };
    }

    /** The same of percentages. */
    String reachedPercent(AlertLevel level) {
        return reached(
                level, limit -> BigDecimal.valueOf(limit).stripTrailingZeros().toPlainString() + " %");
    }

    /** The same of durations. */
    String reachedTime(AlertLevel level) {
        return reached(level, limit -> AlertTimes.text(Duration.ofMillis((long) limit)));
    }

    boolean isNone() {
        return warning == null && critical == null;
    }

    /** Percentages, up to the most that makes sense. */
    static Threshold percent(Settings settings, String key, int most) {
        String rule = "must be one or two percentages above 0 and up to " + most
                + ", such as 10%,50%: the first is for a warning, the second for critical";
        return read(settings, key, rule, text -> {
            double value = PERCENT.matcher(text).matches()
                    ? new BigDecimal(text.replace("%", "").strip()).doubleValue()
                    : 0;
            return value > 0 && value <= most ? value : null;
        });
    }

    /** Durations, in milliseconds. */
    static Threshold duration(Settings settings, String key) {
        String rule = "must be one or two durations such as 1h,3h: the first is for a warning, the second for critical";
        return read(settings, key, rule, text -> {
            String lower = text.toLowerCase(Locale.ROOT);
            double value = DURATION.matcher(lower).matches() ? TimeUtils.toMilliSeconds(lower) : 0;
            return value > 0 ? value : null;
        });
    }

    /** Nothing but critical, from that time on; zero for never. */
    static Threshold critical(Duration time, String key) {
        return time.isZero() ? NONE : new Threshold(null, (double) time.toMillis(), key);
    }

    private static Threshold read(Settings settings, String key, String rule, Function<String, Double> one) {
        if (settings.text(key).filter(text -> !text.equalsIgnoreCase("off")).isEmpty()) {
            return NONE;
        }
        return settings.read(key, rule, text -> {
            String[] parts = text.split(",", -1);
            if (text.isBlank() || text.equalsIgnoreCase("off")) {
                return NONE;
            }
            Double warning = parts[0].isBlank() ? null : one.apply(parts[0].strip());
            Double critical = parts.length < 2 || parts[1].isBlank() ? null : one.apply(parts[1].strip());
            boolean isWrong = parts.length > 2
                    || warning == null && !parts[0].isBlank()
                    || critical == null && parts.length == 2 && !parts[1].isBlank()
                    || warning == null && critical == null;
            if (isWrong) {
                return null;
            }
            if (warning != null && critical != null && warning > critical) {
                throw new ConfigurationException(
                        settings.nameOf(key)
                                + " has a warning that is above critical, and would never be given. Write the smaller one first.");
            }
            return new Threshold(warning, critical, settings.nameOf(key));
        });
    }
}
