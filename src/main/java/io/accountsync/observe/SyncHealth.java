package io.accountsync.observe;

import io.accountsync.cdc.LostChanges;
import io.accountsync.cdc.PostgresChangesEndpoint;
import io.accountsync.config.ProposedCommand;
import io.accountsync.config.Sentence;
import io.accountsync.run.HeldBackException;
import io.accountsync.run.RunObserver;
import io.accountsync.run.RunReport;
import io.accountsync.run.steps.Engine;
import io.accountsync.state.Plan;
import io.accountsync.state.Plans;
import io.accountsync.state.StateException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;

/**
 * Whether the syncs are as they should be: Salesforce lets us in, and each completed lately. It is about readiness,
 * never
 * about liveness, since a restart fixes none of it. The remedy is in the message and as {@code <sync>.remedy} in the
 * data.
 */
final class SyncHealth implements HealthCheck, RunObserver {
    static final String ID = "account-sync";

    private final Engine engine;
    private final Clock clock;
    private final Instant startedAt;
    private final Map<String, Refusal> refusals = new ConcurrentHashMap<>();

    private record Refusal(String remedy, Instant at) {}

    private final Map<String, String> paused = new ConcurrentHashMap<>();
    private volatile boolean enabled = true;

    SyncHealth(Engine engine, Clock clock) {
        this.engine = engine;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    @Override
    public void ended(RunReport report, boolean loginRefused) {
        if (loginRefused) {
            refusals.put(report.sync(), new Refusal(report.message(), clock.instant()));
        } else if (report.org() != null) {
            // Only a run that reached the org shows that we are let in.
            refusals.remove(report.sync());
        }
    }

    @Override
    public void paused(String sync, String reason) {
        paused.put(sync, reason);
    }

    @Override
    public void triesAgain(String sync) {
        // Whoever sends rows by HTTP may look at this before it does so: it must be able to.
        paused.remove(sync);
    }

    @Override
    public void goesOn(String sync) {
        paused.remove(sync);
        // Its session, whose end would tell, lasts for an hour.
        refusals.remove(sync);
    }

    @Override
    public Result call(Map<String, Object> options) {
        HealthCheckResultBuilder result = HealthCheckResultBuilder.on(this).up();
        StringBuilder message = new StringBuilder();
        for (String sync : engine.syncNames()) {
            Optional<String> remedy = check(sync, result);
            if (remedy.isPresent()) {
                result.down().detail(sync + ".remedy", remedy.get());
                message.append(message.isEmpty() ? "" : " ")
                        .append(sync)
                        .append(": ")
                        .append(remedy.get());
            }
        }
        return message.isEmpty()
                ? result.build()
                : result.message(message.toString()).build();
    }

    /** What is to be done about a sync; empty when it is well. */
    private Optional<String> check(String sync, HealthCheckResultBuilder result) {
        String pause = paused.get(sync);
        if (pause != null) {
            result.detail(sync + ".stream", "paused");
            return Optional.of("Its stream is paused: " + pause);
        }
        Refusal refusal = refusals.get(sync);
        Duration most = engine.maxStaleness(sync);
        try {
            Optional<Plan> held = new Plans(engine.database(), sync).holdingStream();
            if (held.isPresent()) {
                // Another process met the guard: this one pauses when it is given rows.
                result.detail(sync + ".stream", "paused");
                return Optional.of("Its stream is paused: " + HeldBackException.reason(sync, held.get()));
            }
            PostgresChangesEndpoint.in(engine.context()).stream()
                    .filter(changes ->
                            changes.getSync() == null || changes.getSync().equals(sync))
                    .filter(changes -> LostChanges.areOpen(engine.database(), changes.getSlot(), List.of(sync)))
                    .forEach(changes -> result.detail(
                            sync + ".changes", "lost: a run must read the whole source (run --compare-all)"));
            Optional<Instant> last = engine.lastSuccess(sync);
            // A run of another replica shows it as well: this one may not get a run for days.
            if (refusal != null && last.filter(refusal.at()::isBefore).isEmpty()) {
                return Optional.of(refusal.remedy());
            }
            last.ifPresent(time -> result.detail(sync + ".last-success", time.toString()));
            Instant since = last.orElse(startedAt);
            boolean stale = !most.isZero() && since.plus(most).isBefore(clock.instant());
            return stale ? Optional.of(staleness(sync, most, last)) : Optional.empty();
        } catch (StateException e) {
            return Optional.of(refusal == null ? e.getMessage() : refusal.remedy());
        }
    }

    private static String staleness(String sync, Duration most, Optional<Instant> last) {
        return Sentence.closed(
                (last.isPresent() ? "The last run that completed did so at " + last.get() : "No run has completed")
                        + ", and sync.max-staleness allows " + most.toHours() + " h " + most.toMinutesPart() + " min "
                        + most.toSecondsPart() + " s. See what stops its runs: " + ProposedCommand.of("status", sync));
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    public boolean isEnabled() {
        return enabled;
    }

    @Override
    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getGroup() {
        return ID;
    }
}
