package io.accountsync.run.sync;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.FileName;
import io.accountsync.config.Finding;
import io.accountsync.config.Sentence;
import io.accountsync.config.Settings;
import io.accountsync.mapping.Mapping;
import io.accountsync.mapping.SyncDefinition;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;

/** The syncs of this context: each is a SyncDefinition bean with a source route next to it. */
public final class Syncs {
    private final Map<String, Sync> byName;
    private final Map<String, List<Finding>> findings;
    private final Map<String, List<Finding>> queries;
    private final Map<String, Schedule> schedules;
    private final Supplier<List<Finding>> ofKeys;
    private final SyncOrder order;
    private final List<String> counted;

    private Syncs(
            Map<String, Sync> byName,
            Map<String, List<Finding>> findings,
            Map<String, List<Finding>> queries,
            Map<String, Schedule> schedules,
            Supplier<List<Finding>> ofKeys,
            SyncOrder order,
            List<String> counted) {
        this.order = order;
        this.counted = counted;
        this.byName = byName;
        this.findings = findings;
        this.queries = queries;
        this.ofKeys = ofKeys;
        this.schedules = schedules;
    }

    /**
     * Finds and compiles all syncs, and settles their schedules; what is wrong with them is kept as findings.
     *
     * @param mistakes that are known of the route files
     */
    public static Syncs in(CamelContext context, Clock clock, RouteMistakes mistakes) {
        Map<String, Sync> syncs = new TreeMap<>();
        Map<String, List<Finding>> findings = new TreeMap<>();
        Map<String, List<Finding>> queries = new TreeMap<>();
        Map<String, Schedule> schedules = new TreeMap<>();
        context.getRegistry().findByTypeWithName(SyncDefinition.class).forEach((name, definition) -> {
            List<Finding> ofSync = new ArrayList<>();
            String file = definition.file() != null
                    ? definition.file()
                    : fileOf(((ModelCamelContext) context).getRouteDefinition(name), name);
            Optional<Finding> noSource = MissingSource.of(name, file, definition, context, mistakes);
            Schedules schedule = new Schedules(context, clock, name, file);
            schedule.conclude().ifPresent(concluded -> schedules.put(name, concluded));
            try {
                ZoneId zone = schedules.containsKey(name)
                        ? schedules.get(name).zone()
                        : zone(Settings.of(context).forSync(name));
                Sync sync = compile(name, definition, context, zone, ofSync);
                syncs.put(name, sync);
                ofSync.addAll(sync.mapping().findings());
                queries.put(name, noSource.map(List::of).orElseGet(() -> new SourceQueries(context, name).examine()));
                ofSync.addAll(queries.get(name));
            } catch (ConfigurationException e) {
                ofSync.add(Finding.error(file, null, e.getMessage()));
            }
            ofSync.addAll(schedule.findings());
            findings.put(name, List.copyOf(ofSync));
        });
        List<String> names = List.copyOf(findings.keySet());
        SyncOrder order = SyncOrder.of(syncs.values(), names);
        findings.replaceAll((name, ofSync) ->
                Stream.concat(ofSync.stream(), order.findings(name).stream()).toList());
        List<Finding> ofAll = new ArrayList<>();
        ofAll.addAll(ConfigKeyCheck.examine(context, names));
        ofAll.addAll(TriggerCheck.examine((ModelCamelContext) context, names));
        ofAll.addAll(KafkaRouteCheck.examine((ModelCamelContext) context));
        ofAll.addAll(StreamRouteCheck.examine((ModelCamelContext) context));
        ofAll.addAll(SlotCheck.examine((ModelCamelContext) context));
        Optional<AskedSync> asked = AskedSync.of(context);
        List<String> counted =
                asked.map(AskedSync::name).filter(names::contains).map(List::of).orElse(names);
        // Some mistakes of route files are found only when the syncs are known.
        Supplier<List<Finding>> ofKeys = () -> Stream.concat(mistakes.findings().stream(), ofAll.stream())
                .map(finding -> asked.map(sync -> sync.weighed(finding)).orElse(finding))
                .toList();
        return new Syncs(syncs, findings, queries, schedules, ofKeys, order, counted);
    }

    /** Which of them follows which. */
    public SyncOrder order() {
        return order;
    }

    /** What a sync does and when it runs next, in a line. */
    public String describe(String name, Instant now) {
        Mapping mapping = get(name).mapping();
        return name + ": " + mapping.file() + " -> " + mapping.object() + " by " + mapping.externalId()
                + schedule(name)
                        .map(schedule -> ", runs at " + schedule.text() + " in " + schedule.zone()
                                + schedule.next(now)
                                        .map(next -> ", next at " + next.toOffsetDateTime())
                                        .orElse(""))
                        .orElse(", has no schedule of its own")
                + (order.followedBy(name).isEmpty() ? "" : ", after " + String.join(", ", order.followedBy(name)));
    }

    /** When a sync runs by itself; empty when it does not. */
    public Optional<Schedule> schedule(String name) {
        return Optional.ofNullable(schedules.get(name));
    }

    /**
     * Goes on only where keys and sync files are without mistakes: those of the sync that this context is about, where it is about
     * one, else all.
     *
     * @throws ConfigurationException naming every mistake in every one of them
     */
    public void requireNoMistakes() {
        List<String> mistakes = findings(counted).stream()
                .filter(Finding::isError)
                .map(Finding::text)
                .distinct()
                .toList();
        if (!mistakes.isEmpty()) {
            throw ConfigurationException.ofLines(mistakes);
        }
    }

    /**
     * The sync of this name.
     *
     * @throws ConfigurationException when there is none; the message lists those that there are
     */
    public Sync get(String name) {
        Sync sync = byName.get(name);
        if (sync == null) {
            throw new ConfigurationException(Sentence.closed("There is no sync " + name) + " "
                    + (findings.isEmpty()
                            ? "No route file defines one."
                            : "The route files define: " + String.join(", ", findings.keySet())));
        }
        return sync;
    }

    /** All that could be compiled, at least in part. */
    public List<Sync> all() {
        return List.copyOf(byName.values());
    }

    /** Takes the source queries out of Camel's URIs, which would change them. */
    public void bindQueries(CamelContext context) {
        byName.keySet().forEach(name -> new SourceQueries(context, name).bind());
    }

    /** What is wrong with the source query of a sync, so that its rows cannot be asked for. */
    public List<Finding> ofQuery(String name) {
        return queries.getOrDefault(name, List.of());
    }

    /** The names of all, also of those that could not be compiled. */
    public List<String> names() {
        return List.copyOf(findings.keySet());
    }

    /** What is wrong with keys, and in the files of these syncs. */
    public List<Finding> findings(List<String> names) {
        return Stream.concat(
                        ofKeys().stream(),
                        names.stream().flatMap(name -> findings.getOrDefault(name, List.of()).stream()))
                .toList();
    }

    /** What is wrong with this sync alone. */
    public List<Finding> ofSync(String name) {
        return findings.getOrDefault(name, List.of());
    }

    /** Keys that there are not. */
    public List<Finding> ofKeys() {
        return ofKeys.get();
    }

    /** What is wrong with a sync other than its mapping; all of it where that could not be compiled at all. */
    public List<Finding> besidesMapping(String name) {
        List<Finding> all = findings.getOrDefault(name, List.of());
        return byName.containsKey(name)
                ? all.stream()
                        .filter(finding ->
                                !byName.get(name).mapping().findings().contains(finding))
                        .toList()
                : all;
    }

    /** Of a sync without a schedule. What is not a zone is reported by whoever reads the blackout. */
    private static ZoneId zone(Settings settings) {
        try {
            return ZoneId.of(settings.text("sync.time-zone").orElse("UTC"));
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }

    private static Sync compile(
            String name, SyncDefinition definition, CamelContext context, ZoneId zone, List<Finding> ofKeys) {
        RouteDefinition source = ((ModelCamelContext) context).getRouteDefinition(Sync.sourceRoute(name));
        String file = source == null && definition.file() != null ? definition.file() : fileOf(source, name);
        Mapping mapping = Mapping.read(file, definition, context, zone);
        SyncSettings settings =
                SyncSettings.of(Settings.of(context).forSync(name).noting(ofKeys));
        return new Sync(name, mapping, settings, new SourceQueries(context, name).version());
    }

    static String fileOf(RouteDefinition route, String name) {
        Resource resource = route == null ? null : route.getResource();
        return resource == null ? name : FileName.ofLocation(resource.getLocation());
    }
}
