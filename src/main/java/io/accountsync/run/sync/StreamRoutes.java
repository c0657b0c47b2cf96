package io.accountsync.run.sync;

import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;

/** The routes that rows of streams come by. */
public final class StreamRoutes {
    /** The variable that is there where rows were handed over. */
    public static final String HANDED_OVER = "handedOver";

    private static final String TAKES = "sync-stream";
    private static final String SENDS = "sync-stream-batch";

    private final ModelCamelContext context;

    private StreamRoutes(ModelCamelContext context) {
        this.context = context;
    }

    /** Those of this context. */
    public static StreamRoutes of(ModelCamelContext context) {
        return new StreamRoutes(context);
    }

    /** The routes that hand rows over, by themselves or by another route. */
    public List<RouteDefinition> callers() {
        return context.getRouteDefinitions().stream()
                .filter(route -> !isOurs(route))
                .filter(this::handsOver)
                .toList();
    }

    /**
     * Whether rows of a sync may be handed over: a route that does so says that they are of this sync, or that only a row says it, see
     * {@link StreamTargets}.
     */
    public boolean feed(String sync) {
        return callers().stream().anyMatch(route -> isFedBy(sync, route));
    }

    /** Whether changes of a sync come from the log of {@code source.url}, read by this process. */
    boolean feedByLog(String sync) {
        return callers().stream().anyMatch(route -> isFedBy(sync, route) && isLog(route));
    }

    /** The routes by which rows of a sync come otherwise. */
    List<RouteDefinition> feedingOtherwise(String sync) {
        List<RouteDefinition> ofLogs = callers().stream()
                .filter(StreamRoutes::isLog)
                .flatMap(route -> CalledRoutes.from(context, route).stream())
                .toList();
        return callers().stream()
                .filter(route -> isFedBy(sync, route) && !ofLogs.contains(route))
                .toList();
    }

    private static boolean isLog(RouteDefinition route) {
        return String.valueOf(TemplateValues.in(route, route.getInput().getUri()))
                .startsWith(StreamTargets.CHANGES);
    }

    /** Whether a route hands rows over that may be of a sync; it need not be in the context. */
    public boolean isFedBy(String sync, RouteDefinition route) {
        return StreamTargets.of(context, route).mayBe(sync);
    }

    /** What of these routes nobody can know, in sentences: where rows go, or of which sync they are. */
    List<String> unknown() {
        return context.getRouteDefinitions().stream()
                .filter(route -> !isOurs(route))
                .flatMap(route -> StreamTargets.of(context, route).unknown().stream())
                .toList();
    }

    private boolean handsOver(RouteDefinition route) {
        return StreamTargets.of(context, route).handsOver();
    }

    /**
     * Whether an exchange is about rows that were handed over, or will be: what goes wrong with it is for whoever it comes from, who
     * would take it for done otherwise.
     */
    public boolean carry(Exchange exchange) {
        String from = exchange.getFromRouteId();
        return exchange.getVariable(HANDED_OVER) != null
                || callers().stream().anyMatch(route -> route.getRouteId().equals(from));
    }

    /**
     * Gives these routes no error handler where they have none of their own: Camel's default one would log the error with its stack, and
     * what ends a run would take the error for handled, so that whoever the rows come from would commit them.
     */
    public void leaveErrors() {
        callers().forEach(StreamRoutes::leaveErrors);
    }

    private static void leaveErrors(RouteDefinition route) {
        if (!route.isErrorHandlerFactorySet()
                && route.getOutputs().stream().noneMatch(OnExceptionDefinition.class::isInstance)) {
            route.setErrorHandlerFactory(new NoErrorHandlerDefinition());
        }
    }

    private static boolean isOurs(RouteDefinition route) {
        return TAKES.equals(route.getRouteId()) || SENDS.equals(route.getRouteId());
    }
}
