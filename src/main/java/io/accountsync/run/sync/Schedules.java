package io.accountsync.run.sync;

import io.accountsync.config.Finding;
import io.accountsync.config.MissingKey;
import io.accountsync.config.PackedKeys;
import io.accountsync.config.Settings;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SetVariableDefinition;

/**
 * The schedule of one sync: {@code sync.<name>.schedule} and {@code sync.<name>.time-zone} count whatever its file says, and
 * a file without a time zone means {@code sync.time-zone}, which is UTC. Camel itself would take the zone of the machine, and
 * UTC for a zone that it does not know.
 */
final class Schedules {
    /** Where a sync does not start by a schedule, as a route with a mistake in it must not. */
    private static final String NEVER = "0 0 0 1 1 ? 2099";

    private static final String ALL = "sync.time-zone";
    private static final String NAME_OF_UTC = "UTC";

    /** How the zone is called by whoever uses the template sync-schedule. */
    private static final String ZONE_OF_TEMPLATE = "timeZone";

    private final CamelContext context;
    private final Clock clock;
    private final String sync;
    private final String file;
    private final Settings settings;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * The schedule of a sync.
     *
     * @param file its route file, for messages
     */
    Schedules(CamelContext context, Clock clock, String sync, String file) {
        this.context = context;
        this.clock = clock;
        this.sync = sync;
        this.file = file;
        this.settings = Settings.of(context);
    }

    /**
     * Puts key and zone into the routes that start the sync, before they are made.
     *
     * @return that of the route with the sync's own name; empty where there is none
     */
    Optional<Schedule> conclude() {
        Optional<Schedule> main = Optional.empty();
        for (RouteDefinition route : ((ModelCamelContext) context).getRouteDefinitions()) {
            boolean isMain = sync.equals(route.getRouteId());
            Optional<TriggerUri> trigger = isMain || starts(route) ? TriggerUri.of(route) : Optional.empty();
            if (trigger.isPresent()) {
                Optional<Schedule> schedule = conclude(route, trigger.get(), isMain);
                main = isMain ? schedule : main;
            }
        }
        return main;
    }

    /** Whether a route is about this sync, such as one with another schedule for full refreshes. */
    private boolean starts(RouteDefinition route) {
        return route.getOutputs().stream()
                .anyMatch(step -> step instanceof SetVariableDefinition variable
                        && "sync".equals(variable.getName())
                        && sync.equals(TemplateValues.in(
                                route, variable.getExpression().getExpression())));
    }

    /** What is wrong with it. */
    List<Finding> findings() {
        return findings;
    }

    private Optional<Schedule> conclude(RouteDefinition route, TriggerUri file, boolean isMain) {
        TriggerUri trigger = file.with(TriggerUri.ZONE, NAME_OF_UTC);
        boolean byKey = isNamed("schedule", file.parameter(TriggerUri.CRON));
        if (isMain && !byKey && isSet(key("schedule"))) {
            trigger = trigger.with(TriggerUri.CRON, "{{" + key("schedule") + "}}");
            byKey = true;
        }
        Optional<Schedule> schedule = Optional.empty();
        try {
            ZoneId zone = zone(file, Boolean.TRUE.equals(route.isTemplate()) ? ZONE_OF_TEMPLATE : TriggerUri.ZONE);
            trigger = trigger.with(TriggerUri.ZONE, nameOf(zone));
            Optional<String> written = trigger.parameter(TriggerUri.CRON).map(context::resolvePropertyPlaceholders);
            schedule = written.isEmpty() ? Optional.empty() : Optional.of(schedule(written.get(), zone, byKey));
        } catch (MistakeException e) {
            findings.add(e.finding);
            trigger = trigger.with(TriggerUri.CRON, NEVER);
        } catch (IllegalArgumentException e) {
            findings.add(Finding.error(this.file, null, MissingKey.in(e).orElseThrow(() -> e)));
            trigger = trigger.with(TriggerUri.CRON, NEVER);
        }
        trigger.writeTo(route);
        return schedule;
    }

    private Schedule schedule(String text, ZoneId zone, boolean byKey) {
        try {
            return new Schedule(text.replace('+', ' ').strip(), Cron.of(text, zone, clock.instant()), zone);
        } catch (IllegalArgumentException e) {
            throw new MistakeException(byKey ? Settings.PLACE : file, byKey ? key("schedule") : "cron", e.getMessage());
        }
    }

    /** The key of this sync, else what the file says by itself, else the key of all syncs. */
    private ZoneId zone(TriggerUri trigger, String parameter) {
        Optional<String> own = settings.text(key("time-zone"));
        Optional<String> written =
                trigger.parameter(TriggerUri.ZONE).filter(text -> !isNamed("time-zone", Optional.of(text)));
        if (own.isPresent()) {
            return zone(own.get(), Settings.PLACE, key("time-zone"));
        }
        return written.isPresent()
                ? zone(context.resolvePropertyPlaceholders(written.get()), file, parameter)
                : zone(settings.required(ALL), Settings.PLACE, ALL);
    }

    /** As TimeZone knows it, and without a plus, which does not get through the address of an endpoint. */
    private static String nameOf(ZoneId zone) {
        if (!(zone.normalized() instanceof ZoneOffset offset) || offset.equals(ZoneOffset.UTC)) {
            return TimeZone.getTimeZone(zone).getID();
        }
        return offset.getTotalSeconds() < 0 ? "GMT" + offset.getId() : "Etc/GMT-" + offset.getTotalSeconds() / 3600;
    }

    private static ZoneId zone(String text, String place, String name) {
        try {
            ZoneId zone = ZoneId.of(text.strip());
            if (zone.normalized() instanceof ZoneOffset offset && offset.getTotalSeconds() % 3600 > 0) {
                throw new MistakeException(place, name, "is an offset; name the zone, such as Asia/Kolkata");
            }
            return zone;
        } catch (DateTimeException e) {
            throw new MistakeException(
                    place, name, "is " + text + ", which is not a time zone; write one such as Europe/Berlin or UTC");
        }
    }

    /** Whether somebody said so: the sample in the jar has a schedule, which is not that of every sync of its name. */
    private boolean isSet(String key) {
        return settings.text(key)
                .filter(value -> !value.equals(PackedKeys.defaults().get(key)))
                .isPresent();
    }

    private String key(String name) {
        return "sync." + sync + "." + name;
    }

    /** Whether a parameter takes its value from this sync's key. */
    private boolean isNamed(String name, Optional<String> parameter) {
        Pattern placeholder = Pattern.compile("\\{\\{\\??" + Pattern.quote(key(name)) + "[}:]");
        return parameter.filter(text -> placeholder.matcher(text).find()).isPresent();
    }

    /** What is wrong, on its way to the findings. */
    private static final class MistakeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Finding finding;

        MistakeException(String place, String name, String message) {
            super(message);
            this.finding = Finding.error(place, name, message);
        }
    }
}
