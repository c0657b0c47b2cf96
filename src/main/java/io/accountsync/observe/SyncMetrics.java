package io.accountsync.observe;

import io.accountsync.run.Count;
import io.accountsync.run.PublicCodes;
import io.accountsync.run.RunObserver;
import io.accountsync.run.RunReport;
import io.accountsync.run.RunStatus;
import io.accountsync.run.steps.Engine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What runs do, as Micrometer meters; the names are listed in docs/operations.md. Tags are names of syncs, outcomes and error
 * codes: never a key, a value or an address.
 */
final class SyncMetrics implements RunObserver {
    private static final Logger LOG = LoggerFactory.getLogger(SyncMetrics.class);
    private static final String SYNC = "sync";
    private static final List<Count> DELETIONS =
            List.of(Count.DELETED, Count.ALREADY_GONE, Count.NOT_DELETED, Count.UNCONFIRMED);

    /** Salesforce answers a full batch within a second or two, and lets a call run for ten minutes. */
    private static final Duration[] CALL_TIMES = {
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(10)
    };

    private final MeterRegistry registry;
    private final Engine engine;
    private final Clock clock;
    private final Counter calls;
    private final Timer callTime;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Map<String, Instant> lastSuccess = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> paused = new ConcurrentHashMap<>();

    private SyncMetrics(MeterRegistry registry, Engine engine, Clock clock) {
        this.registry = registry;
        this.engine = engine;
        this.clock = clock;
        this.calls = Counter.builder("account.sync.api.calls")
                .description("API calls to Salesforce that count against the org's limit")
                .register(registry);
        this.callTime = Timer.builder("account.sync.call")
                .description("Time from sending a batch of records to its answer")
                .serviceLevelObjectives(CALL_TIMES)
                .register(registry);
    }

    /** Meters for the syncs of this engine, all of them at zero from the beginning, so that rates can be taken. */
    static SyncMetrics in(MeterRegistry registry, Engine engine, Clock clock) {
        SyncMetrics metrics = new SyncMetrics(registry, engine, clock);
        metrics.registerGauges();
        for (String sync : engine.syncNames()) {
            metrics.register(sync);
        }
        return metrics;
    }

    private void registerGauges() {
        Gauge.builder("account.sync.api.calls.remaining", this, SyncMetrics::remaining)
                .description("API calls that the org has left of its 24 hours, as its latest answer reported")
                .register(registry);
        Gauge.builder("account.sync.calls.in.flight", inFlight, AtomicInteger::get)
                .description("Batches sent and not answered yet")
                .register(registry);
    }

    private void register(String sync) {
        Arrays.stream(RunStatus.values()).forEach(status -> runs(sync, status));
        Arrays.stream(Count.values()).filter(Count::isOutcome).forEach(outcome -> rows(sync, outcome));
        DELETIONS.forEach(outcome -> deletions(sync, outcome));
        flagged(sync);
        unlogged(sync);
        Gauge.builder("account.sync.stream.paused", pausedOf(sync), AtomicInteger::get)
                .description("Whether the stream of a sync is paused: 1 while it is")
                .tag(SYNC, sync)
                .register(registry);
        Gauge.builder("account.sync.seconds.since.success", this, metrics -> metrics.sinceSuccess(sync))
                .description("Seconds since a run last completed with every row judged")
                .tag(SYNC, sync)
                .register(registry);
    }

    private AtomicInteger pausedOf(String sync) {
        return paused.computeIfAbsent(sync, none -> new AtomicInteger());
    }

    @Override
    public void paused(String sync, String reason) {
        pausedOf(sync).set(1);
    }

    @Override
    public void triesAgain(String sync) {
        pausedOf(sync).set(0);
    }

    @Override
    public void goesOn(String sync) {
        pausedOf(sync).set(0);
    }

    @Override
    public void called(long number) {
        calls.increment(number);
    }

    @Override
    public void sending() {
        inFlight.incrementAndGet();
    }

    @Override
    public void sent(Duration time) {
        inFlight.decrementAndGet();
        callTime.record(time);
    }

    @Override
    public void unlogged(String sync, long records) {
        unlogged(sync).increment();
    }

    @Override
    public void ended(RunReport report, boolean loginRefused) {
        runs(report.sync(), report.status()).increment();
        Arrays.stream(Count.values()).filter(Count::isOutcome).forEach(outcome -> rows(report.sync(), outcome)
                .increment(report.count(outcome)));
        DELETIONS.forEach(count -> deletions(report.sync(), count).increment(report.count(count)));
        flagged(report.sync()).increment(report.count(Count.FLAGGED));
        report.findings().stream()
                .filter(finding -> finding.kind().equals("rejected"))
                .forEach(finding ->
                        rejected(report.sync(), PublicCodes.of(finding.code())).increment(finding.count()));
    }

    private Counter runs(String sync, RunStatus status) {
        return Counter.builder("account.sync.runs")
                .description("Runs that ended")
                .tag(SYNC, sync)
                .tag("status", status.name())
                .register(registry);
    }

    private Counter rows(String sync, Count outcome) {
        return Counter.builder("account.sync.rows")
                .description("Rows read by runs that ended; each is in exactly one outcome")
                .tag(SYNC, sync)
                .tag("outcome", outcome.column())
                .register(registry);
    }

    private Counter flagged(String sync) {
        return Counter.builder("account.sync.flagged")
                .description("Records that got the fields of flag, since their rows are gone")
                .tag(SYNC, sync)
                .register(registry);
    }

    private Counter unlogged(String sync) {
        return Counter.builder("account.sync.row.log.failures")
                .description("Runs whose row log could not be written: a later run adds what it lacks")
                .tag(SYNC, sync)
                .register(registry);
    }

    private Counter deletions(String sync, Count outcome) {
        return Counter.builder("account.sync.deletions")
                .description("Records that runs which ended were to delete, since their rows are gone")
                .tag(SYNC, sync)
                .tag("outcome", outcome.column())
                .register(registry);
    }

    private Counter rejected(String sync, String code) {
        return Counter.builder("account.sync.rejected")
                .description("Records that Salesforce rejected or deferred, in runs that ended")
                .tag(SYNC, sync)
                .tag("code", code)
                .register(registry);
    }

    private double remaining() {
        return engine.callsRemaining().stream().asDoubleStream().findFirst().orElse(Double.NaN);
    }

    /** Goes on growing while the state cannot be read: then there is no success either. */
    private double sinceSuccess(String sync) {
        try {
            engine.lastSuccess(sync).ifPresent(last -> lastSuccess.put(sync, last));
        } catch (RuntimeException e) {
            LOG.debug("the state cannot be read", e);
        }
        Instant last = lastSuccess.get(sync);
        return last == null
                ? Double.NaN
                : Math.max(0, Duration.between(last, clock.instant()).toMillis() / 1000.0);
    }
}
