package io.accountsync.camel;

import io.accountsync.config.Causes;
import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Quantity;
import io.accountsync.config.SecureAddress;
import io.accountsync.config.Sentence;
import io.accountsync.config.Settings;
import io.accountsync.run.RunObserver;
import io.accountsync.run.RunReport;
import io.accountsync.run.RunStatus;
import io.accountsync.run.steps.Engine;
import io.accountsync.run.sync.ConfigKeyCheck;
import io.accountsync.state.RunLog;
import io.accountsync.state.RunRecord;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notifies the route {@code account-sync-alert}, where there is one, what somebody should look at. Whatever becomes of
 * that, no
 * run is touched by it. The bean {@code syncAlerts}.
 */
public final class Alerts implements RunObserver {
    /** The route that is notified. */
    static final String ROUTE = "account-sync-alert";

    private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);
    private static final Set<RunStatus> BAD = Set.of(RunStatus.FAILED, RunStatus.STOPPED, RunStatus.PARTIAL);

    private final CamelContext context;
    private final Engine engine;
    private final Clock clock;
    private final Instant startedAt;
    private final Map<String, Instant> notified = new ConcurrentHashMap<>();

    Alerts(CamelContext context, Engine engine, Clock clock) {
        this.context = context;
        this.engine = engine;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /** Puts the webhook's address where camel-http looks for it. */
    public void address(Exchange exchange) {
        exchange.getMessage().setHeader(Exchange.HTTP_URI, Settings.of(context).required(ConfigKeyCheck.ALERT_ADDRESS));
    }

    /**
     * Makes sure that what an alert says, and the secret in its address, goes by TLS or stays in this machine.
     *
     * @throws ConfigurationException where it would not
     */
    static void requireSecureAddress(Settings settings) {
        Optional<String> address = settings.text(ConfigKeyCheck.ALERT_ADDRESS);
        if (address.isPresent() && SecureAddress.parse(address.get()).isEmpty()) {
            throw new ConfigurationException(ConfigKeyCheck.ALERT_ADDRESS
                    + " must be an address that begins with https://, since it is a secret and "
                    + "keys are sent there; http:// is good for this machine only.");
        }
    }

    @Override
    public void ended(RunReport report, boolean loginRefused) {
        try {
            if (BAD.contains(report.status()) && route() != null && !isLikeTheOneBefore(report)) {
                send(ofRun(report));
            }
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    /** Reports syncs whose last success is too old, once for each time that this happens. */
    void checkStaleness() {
        try {
            if (route() != null) {
                engine.syncNames().forEach(this::checkStaleness);
            }
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private void checkStaleness(String sync) {
        Duration most = engine.maxStaleness(sync);
        Optional<Instant> last = engine.lastSuccess(sync);
        Instant since = last.orElse(startedAt);
        if (most.isZero() || !since.plus(most).isBefore(clock.instant())) {
            notified.remove(sync);
        } else if (notified.put(sync, since) == null) {
            Map<String, Object> alert = alert("stale", sync);
            alert.put(
                    "message",
                    last.map(time -> "the last run that completed did so at " + time)
                            .orElse("no run has completed"));
            alert.put(
                    "text",
                    "account-sync: " + sync + " is stale: " + alert.get("message")
                            + ", longer ago than sync.max-staleness allows");
            send(alert);
        }
    }

    /** The same trouble on every run of a schedule is reported once. */
    private boolean isLikeTheOneBefore(RunReport report) {
        Optional<RunRecord> before;
        try {
            before = new RunLog(engine.database())
                    .latest(report.sync(), 20).stream()
                            .filter(run -> !Objects.equals(run.runId(), report.runId()))
                            .filter(run -> RunLog.isRun(run.mode()))
                            .findFirst();
        } catch (RuntimeException e) {
            LOG.debug("the run before cannot be looked up", e);
            return false;
        }
        return before.isPresent()
                && before.get().status().equals(report.status().name())
                && (report.status() == RunStatus.PARTIAL
                        || Objects.equals(before.get().message(), report.message()));
    }

    private Map<String, Object> ofRun(RunReport report) {
        Map<String, Object> alert = alert("run", report.sync());
        String message = report.message() == null ? refusals(report) : report.message();
        String org = report.org() == null
                ? ""
                : " in " + report.org().name() + " (" + report.org().kind() + ")";
        alert.put("status", report.status().name());
        alert.put("run", report.runId());
        alert.put("message", message);
        alert.put("org", report.org() == null ? null : report.org().id());
        alert.put(
                "text",
                "account-sync: " + report.sync() + " " + report.status() + org
                        + (report.runId() == null ? "" : ", run " + report.runId()) + ": " + message);
        return alert;
    }

    private static String refusals(RunReport report) {
        String refusals = report.findings().stream()
                .filter(finding -> !finding.kind().equals("duplicate"))
                .map(finding -> finding.count() + " " + finding.kind() + ", " + finding.code())
                .collect(Collectors.joining("; "));
        return refusals.isEmpty()
                ? Quantity.of(report.open().total(), "record of earlier runs has", "records of earlier runs have")
                        + " not passed"
                : refusals;
    }

    private Map<String, Object> alert(String event, String sync) {
        Map<String, Object> alert = new LinkedHashMap<>();
        alert.put("text", null);
        alert.put("event", event);
        alert.put("sync", sync);
        alert.put("at", clock.instant().toString());
        return alert;
    }

    private void send(Map<String, Object> alert) {
        try (ProducerTemplate template = context.createProducerTemplate()) {
            Exchange exchange = template.request(
                    route().getEndpoint(), request -> request.getMessage().setBody(alert));
            if (exchange.getException() != null) {
                failed(exchange.getException());
            }
        } catch (IOException e) {
            failed(e);
        }
    }

    /** Without its message, which holds the address. */
    private static void failed(Throwable error) {
        LOG.warn(
                "{} The alert was not delivered.",
                Sentence.closed("The route " + ROUTE + " failed: "
                        + Causes.root(error).getClass().getSimpleName()));
    }

    /** Whether there is a route to notify. */
    boolean hasRoute() {
        return route() != null;
    }

    private Route route() {
        for (Route route : context.getRoutes()) {
            if (route.getEndpoint().getEndpointUri().equals("direct://" + ROUTE)
                    && context.getRouteController()
                            .getRouteStatus(route.getRouteId())
                            .isStarted()) {
                return route;
            }
        }
        return null;
    }
}
