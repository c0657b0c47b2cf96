package io.accountsync.alert;

import io.accountsync.config.Settings;
import io.accountsync.run.RunObserver;
import io.accountsync.run.RunReport;
import io.accountsync.run.RunStatus;
import io.accountsync.run.steps.Engine;
import io.accountsync.state.AlertDeliveries;
import io.accountsync.state.AlertState;
import io.accountsync.state.AlertStates;
import io.accountsync.state.AlertStatus;
import io.accountsync.state.RunLog;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notifies the channels of alerts, where there are any, of each change of what somebody should look at. Whatever becomes of that,
 * no run is touched by it. The bean {@value #BEAN}. Safe for several threads.
 */
public final class Alerts implements RunObserver, AlertObserver {
    /** The name of the bean. */
    public static final String BEAN = "syncAlerts";

    /** How long all messages of one channel may take together; what is left over is tried again. */
    static final Duration DELIVERY = Duration.ofSeconds(10);

    /** How long to wait for what is being delivered: longer than that takes. */
    private static final Duration END = Duration.ofSeconds(15);

    private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);

    private final CamelContext context;
    private final Engine engine;
    private final Clock clock;
    private final AlertRoutes routes;
    private final ExecutorService threads;
    private final TimedCalls calls;
    private final AlertDispatch dispatch;
    private final List<AlertObserver> observers = new CopyOnWriteArrayList<>();
    private final Map<String, AlertLevel> levels = new ConcurrentHashMap<>();
    private volatile long undelivered;

    public Alerts(CamelContext context, Engine engine, Clock clock) {
        this.context = context;
        this.engine = engine;
        this.clock = clock;
        this.routes = new CamelRoutes(context);
        this.threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "sync-alert-delivery");
            thread.setDaemon(true);
            return thread;
        });
        this.calls = new TimedCalls(routes, threads, DELIVERY);
        this.dispatch = new AlertDispatch(threads, (channel, early) -> quietly(() -> deliver(channel, early)));
    }

    /** Puts the webhook's address where camel-http looks for it. */
    public void address(Exchange exchange) {
        exchange.getMessage().setHeader(Exchange.HTTP_URI, Settings.of(context).required(AlertChannel.WEBHOOK.key()));
    }

    /** Reports to this observer what becomes of messages from now on. */
    public void observe(AlertObserver observer) {
        observers.add(observer);
    }

    /** Whether there is a route to notify. */
    public boolean hasRoute() {
        return !routes.channels().isEmpty();
    }

    @Override
    public void ended(RunReport report, boolean loginRefused) {
        quietly(() -> {
            if (report.sync() == null) {
                return;
            }
            AlertSettings settings = settings(report.sync());
            if (!isNobodysTrouble(report)) {
                take(new RunJudge(settings, states()).judge(report));
            }
            take(clockJudge().judge(report.sync(), settings));
            if (report.org() != null) {
                take(clockJudge().judgeCalls(report.org().id(), settings(null)));
            }
            send(false);
        });
    }

    /**
     * Judges what grows bad by the clock, of all syncs, and tells what is to be told; waits for that as {@link #awaitEnd} does.
     *
     * @param early whether to try again now what is to be tried again later
     */
    public void judgeByClock(boolean early) {
        quietly(() -> {
            for (String sync : engine.syncNames()) {
                take(clockJudge().judge(sync, settings(sync)));
            }
            take(clockJudge().judgeLogin(settings(null)));
            send(early);
        });
        awaitEnd();
    }

    /**
     * Ends all that was reported of a subject, since nobody looks at it any more, such as a sync that was taken out.
     *
     * @return how many conditions were not well
     */
    public int close(String subject) {
        List<Judgement> over = states().all().stream()
                .filter(state -> state.subject().equals(subject) && !state.isOk())
                .map(state -> new Judgement(
                        AlertKind.of(state.kind()),
                        subject,
                        subject.contains(" ") ? null : subject,
                        AlertLevel.OK,
                        "",
                        state.kind(),
                        "somebody closed it by hand",
                        Map.of()))
                .toList();
        take(over);
        send(true);
        awaitEnd();
        return over.size();
    }

    /** What is known of all conditions. */
    public List<AlertStatus> status() {
        return AlertStatus.of(engine.database());
    }

    /**
     * Sends each channel a message that says that it is a test, and one that all is well again.
     *
     * @return what became of it, by channel; empty for a channel that took both
     */
    public Map<AlertChannel, Optional<String>> test(List<AlertChannel> channels) {
        return new ChannelTest(calls, threads, clock).of(channels);
    }

    /** Waits for what is being delivered, for a bounded time: what does not arrive until then is in the state, and tried again. */
    public void awaitEnd() {
        dispatch.awaitEnd(END);
    }

    /** The channels that can be told something. */
    public List<AlertChannel> channels() {
        return routes.channels();
    }

    /** How bad a condition was at the last look of this process. */
    public AlertLevel level(String subject, AlertKind kind) {
        return levels.getOrDefault(subject + "\n" + kind.word(), AlertLevel.OK);
    }

    /** How many messages could not be delivered so far, by the last look of this process. */
    public long undelivered() {
        return undelivered;
    }

    @Override
    public void delivered(AlertChannel channel) {
        observers.forEach(observer -> observer.delivered(channel));
    }

    @Override
    public void failed(AlertChannel channel) {
        observers.forEach(observer -> observer.failed(channel));
    }

    /**
     * Whether a run is stopped since the process was told to end, and the next run carries on; or since another run has the sync,
     * whose end is what counts: one that goes on, or that took over while this process stood still.
     */
    private boolean isNobodysTrouble(RunReport report) {
        if (report.status() != RunStatus.STOPPED) {
            return false;
        }
        boolean isTaken = new RunLog(engine.database())
                .latest(report.sync(), 1).stream()
                        .anyMatch(latest -> report.runId() == null
                                ? latest.endedAt() == null
                                : latest.runId() > report.runId() && RunLog.isRun(latest.mode()));
        return isTaken || engine.runs().isEnding();
    }

    private void take(List<Judgement> judgements) {
        AlertBook book = new AlertBook(states(), clock);
        judgements.forEach(book::take);
    }

    private void send(boolean early) {
        routes.channels().forEach(channel -> dispatch.ask(channel, early));
        look();
    }

    private void deliver(AlertChannel channel, boolean early) {
        new AlertSender(states(), new AlertDeliveries(engine.database()), calls.begin(), this).send(channel, early);
        look();
    }

    private void look() {
        List<AlertStatus> all = status();
        for (AlertStatus status : all) {
            AlertState state = status.state();
            levels.put(state.subject() + "\n" + state.kind(), AlertLevel.valueOf(state.level()));
        }
        undelivered =
                all.stream().mapToLong(status -> status.undelivered().size()).sum();
    }

    private ClockJudge clockJudge() {
        return new ClockJudge(context, engine, states(), clock);
    }

    private AlertStates states() {
        return new AlertStates(engine.database());
    }

    private AlertSettings settings(String sync) {
        Settings all = Settings.of(context);
        return AlertSettings.of(sync == null ? all : all.forSync(sync));
    }

    private void quietly(Runnable work) {
        try {
            if (hasRoute()) {
                work.run();
            }
        } catch (RuntimeException e) {
            LOG.warn("Alerts could not be looked after. The next look at them tries again.");
            LOG.debug("alerts could not be looked after", e);
        }
    }
}
