package io.accountsync.alert;

import io.accountsync.config.Settings;
import io.accountsync.run.steps.Engine;
import io.accountsync.salesforce.ApiUsage;
import io.accountsync.salesforce.Credentials;
import io.accountsync.salesforce.OrgComponent;
import io.accountsync.state.AlertStates;
import io.accountsync.state.RunLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;

/** Judges what grows bad by the clock alone, whether runs begin or not, and what all syncs share. */
final class ClockJudge {
    private final CamelContext context;
    private final Engine engine;
    private final AlertStates states;
    private final Clock clock;

    ClockJudge(CamelContext context, Engine engine, AlertStates states, Clock clock) {
        this.context = context;
        this.engine = engine;
        this.states = states;
        this.clock = clock;
    }

    /** A sync: the age of its last success, and the time that its run takes so far. */
    List<Judgement> judge(String sync, AlertSettings settings) {
        List<Judgement> judgements = new ArrayList<>();
        judgements.add(ofStaleness(sync, settings));
        engine.runs().find(sync).ifPresent(run -> {
            Duration time = Duration.between(run.startedAt(), clock.instant());
            AlertLevel level = settings.duration().level(time.toMillis());
            if (level != AlertLevel.OK) {
                judgements.add(Judgement.of(
                        AlertKind.DURATION,
                        sync,
                        level,
                        "takes long",
                        "run " + run.id() + " began at " + AlertTimes.text(run.startedAt()) + " and has not ended"
                                + settings.duration().reachedTime(level)));
            }
        });
        return judgements;
    }

    private Judgement ofStaleness(String sync, AlertSettings settings) {
        Threshold threshold = settings.staleness();
        Optional<Instant> last = engine.lastSuccess(sync);
        Instant since = threshold.isNone()
                ? clock.instant()
                : last.orElseGet(() -> states.watchedSince(sync, AlertKind.STALE.word()));
        AlertLevel level =
                threshold.level(Duration.between(since, clock.instant()).toMillis());
        String message = last.map(time -> "the last run that completed did so at " + time)
                .orElse("no run has completed since " + AlertTimes.text(since));
        return Judgement.of(
                AlertKind.STALE,
                sync,
                level,
                "is stale",
                level == AlertLevel.OK
                        ? message
                        : message + ", longer ago than " + settings.stalenessKey() + " allows");
    }

    /** The refresh token, as far as the state knows of its last use. */
    List<Judgement> judgeLogin(AlertSettings settings) {
        Credentials credentials = Credentials.from(Settings.of(context));
        Duration expiry = settings.loginExpiry();
        Optional<Instant> used = credentials.chain().flatMap(engine.refreshTokens()::lastUse);
        if (used.isEmpty()) {
            return List.of();
        }
        Duration idle = Duration.between(used.get(), clock.instant());
        AlertLevel level =
                expiry.isZero() ? AlertLevel.OK : settings.login().level(100.0 * idle.toMillis() / expiry.toMillis());
        return List.of(new Judgement(
                AlertKind.LOGIN,
                "login " + credentials.app(),
                null,
                level,
                "",
                "is about to lapse",
                "Salesforce last took the refresh token at " + AlertTimes.text(used.get())
                        + (level == AlertLevel.OK
                                ? ""
                                : "; by salesforce.idle-expiry it expires at "
                                        + AlertTimes.text(used.get().plus(expiry))
                                        + " unless a run or a check uses it before"),
                Judgement.WELL,
                Map.of()));
    }

    /** The API calls of a day, as the latest answer of an org and the state know them. */
    List<Judgement> judgeCalls(String orgId, AlertSettings settings) {
        Settings keys = Settings.of(context);
        Optional<ApiUsage.Reading> reading =
                OrgComponent.existing(context).flatMap(org -> org.usage().latest());
        if (reading.isEmpty() || reading.get().limit() <= 0) {
            return List.of();
        }
        double budget = keys.wholeNumber("sync.api-budget", 1, 100);
        double ofOrg = 100.0 * reading.get().used() / reading.get().limit() * 100.0 / budget;
        int most = keys.wholeNumber("sync.max-calls-per-day", 0, Integer.MAX_VALUE);
        double ofOurs = most == 0 ? 0 : 100.0 * new RunLog(engine.database()).callsWithin(Duration.ofHours(24)) / most;
        AlertLevel level = settings.apiCalls().level(Math.max(ofOrg, ofOurs));
        return List.of(new Judgement(
                AlertKind.API_CALLS,
                "org " + orgId,
                null,
                level,
                "",
                "has few API calls left",
                String.format(
                                Locale.ROOT,
                                "of its API calls of 24 hours the org has used %,d/%,d, by all its clients; that is %.0f %% of what "
                                        + "sync.api-budget and sync.max-calls-per-day allow",
                                reading.get().used(),
                                reading.get().limit(),
                                Math.max(ofOrg, ofOurs))
                        + settings.apiCalls().reachedPercent(level),
                Judgement.WELL,
                Map.of("org", orgId)));
    }
}
