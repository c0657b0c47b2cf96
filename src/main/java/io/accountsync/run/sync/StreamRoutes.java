package io.accountsync.run.sync;

import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SetVariableDefinition;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;

/** The routes that rows of streams come by. */
public final class StreamRoutes {
    /** Where rows are handed over. */
    public static final String ADDRESS = "direct:sync-stream";

    /** The variable that is there where rows were handed over. */
    public static final String HANDED_OVER = "handedOver";

    private static final String TAKES = "sync-stream";
    private static final String CHANGES = "postgres-changes";
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
     * Whether rows of a sync may be handed over: a route that does so sets the variable sync to its name, or to what only a row says. Changes of a
     * database have it as a parameter.
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
                .startsWith(CHANGES);
    }

    /** Whether a route hands rows over that may be of a sync; it need not be in the context. */
    boolean isFedBy(String sync, RouteDefinition route) {
        return handsOver(route)
                && CalledRoutes.from(context, route).stream()
                        .anyMatch(called -> begins(called, sync) || names(called, sync));
    }

    private static boolean begins(RouteDefinition route, String sync) {
        String uri = String.valueOf(TemplateValues.in(route, route.getInput().getUri()));
        return uri.startsWith(CHANGES)
                && List.of(uri.substring(uri.indexOf('?') + 1).split("&")).contains("sync=" + sync);
    }

    private boolean handsOver(RouteDefinition route) {
        return CalledRoutes.from(context, route).stream().anyMatch(called -> TAKES.equals(called.getRouteId()));
    }

    private static boolean names(RouteDefinition route, String sync) {
        return ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), SetVariableDefinition.class).stream()
                .filter(variable -> "sync".equals(variable.getName()))
                .anyMatch(
                        variable -> !"constant".equals(variable.getExpression().getLanguage())
                                || sync.equals(TemplateValues.in(
                                        route, variable.getExpression().getExpression())));
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
