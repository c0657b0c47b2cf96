package io.accountsync.alert;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Sentence;
import io.accountsync.config.Settings;
import io.accountsync.run.RunObserver;
import io.accountsync.run.RunReport;
import io.accountsync.run.steps.Engine;
import io.accountsync.state.AlertDeliveries;
import io.accountsync.state.AlertStates;
import io.accountsync.state.AlertStatus;
import io.accountsync.state.StateException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final Judges judges;
    private final LastLook lastLook = new LastLook();
    private final StateOutage outage;

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
        this.judges = new Judges(context, engine, clock);
        this.outage = new StateOutage(clock);
        this.calls = new TimedCalls(routes, threads, DELIVERY);
        this.dispatch = new AlertDispatch(threads, this::deliver);
    }

    /** Puts the webhook's address where camel-http looks for it. */
    public void address(Exchange exchange) {
        exchange.getMessage().setHeader(Exchange.HTTP_URI, Settings.of(context).required(AlertChannel.WEBHOOK.key()));
    }

    /** Tells channels from now on when the state cannot be reached, too: for a process that serves, and can tell the end of it. */
    public void watchState() {
        outage.notifyChannels();
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
        if (report.sync() != null) {
            look(false, () -> judges.ended(report, outage.isOn()));
        }
    }

    /** Takes what somebody else judged, and tells it. */
    void judged(Judgement judgement) {
        look(false, () -> judges.take(List.of(judgement)));
    }

    /**
     * Judges what grows bad by the clock, of all syncs, and tells what is to be told; waits for that as {@link #awaitEnd} does.
     *
     * @param early whether to try again now what is to be tried again later
     */
    public void judgeByClock(boolean early) {
        look(early, judges::byClock);
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
                .map(state -> Judgement.unknown(state, "is closed", "somebody closed it by hand"))
                .toList();
        judges.take(over);
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
        return lastLook.level(subject, kind);
    }

    /** How many messages could not be delivered so far, by the last look of this process. */
    public long undelivered() {
        return lastLook.undelivered();
    }

    @Override
    public void delivered(AlertChannel channel) {
        observers.forEach(observer -> observer.delivered(channel));
    }

    @Override
    public void failed(AlertChannel channel) {
        observers.forEach(observer -> observer.failed(channel));
    }

    private void send(boolean early) {
        routes.channels().forEach(channel -> dispatch.ask(channel, early));
    }

    private void deliver(AlertChannel channel, boolean early) {
        AlertRoutes timed = calls.begin();
        outage.notify(channel, timed, this, StateOutage.incident(place()));
        if (outage.isOn()) {
            return;
        }
        try {
            new AlertSender(states(), new AlertDeliveries(engine.database()), timed, this).send(channel, early);
            lastLook.take(status());
        } catch (RuntimeException e) {
            warn("Alerts could not be delivered", e);
        }
    }

    private String place() {
        Settings all = Settings.of(context);
        return all.text("state.url").orElseGet(() -> all.required("state.directory"));
    }

    private AlertStates states() {
        return new AlertStates(engine.database());
    }

    private void look(boolean early, Runnable judging) {
        Instant began = clock.instant();
        try {
            if (!hasRoute()) {
                return;
            }
            judging.run();
            lastLook.take(status());
            outage.over();
        } catch (StateException e) {
            outage.found(e.getMessage(), began);
        } catch (RuntimeException e) {
            warn("Alerts could not be looked after", e);
        }
        send(early);
    }

    private static void warn(String what, RuntimeException error) {
        boolean isSaid = error instanceof StateException || error instanceof ConfigurationException;
        LOG.warn(
                "{} The next look tries again.",
                Sentence.closed(isSaid ? what + ": " + error.getMessage() : what),
                isSaid ? null : error);
    }
}
