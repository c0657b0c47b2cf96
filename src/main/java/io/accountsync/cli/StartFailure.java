package io.accountsync.cli;

import io.accountsync.config.Causes;
import io.accountsync.config.ConfigurationException;
import io.accountsync.config.FileName;
import io.accountsync.config.Finding;
import io.accountsync.config.Sentence;
import io.accountsync.source.RemoteErrors;
import io.accountsync.source.SourceException;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.util.ObjectHelper;

/**
 * What kept Camel from starting, in a sentence.
 *
 * @param route the route that could not be made or started; empty when it was none
 * @param message without the place of the route
 * @param isMistake whether an edit mends it, rather than that something be reached
 */
record StartFailure(RuntimeException error, Optional<String> route, String message, boolean isMistake) {
    /** What an error means; empty when it is neither a mistake nor something that cannot be reached. */
    static Optional<StartFailure> of(RuntimeException error) {
        Optional<String> route = routeIn(error);
        String mistake = ErrorMessages.userMistake(error);
        if (mistake != null) {
            return Optional.of(new StartFailure(error, route, mistake, true));
        }
        FailedToStartRouteException start = ObjectHelper.getException(FailedToStartRouteException.class, error);
        return start == null
                ? Optional.empty()
                : Optional.of(new StartFailure(
                        error, route, RemoteErrors.describe(start).orElseGet(() -> ofComponent(start)), false));
    }

    private static String ofComponent(FailedToStartRouteException error) {
        return Sentence.closed(
                        "the route " + error.getRouteId() + " cannot be started: " + Sentence.said(Causes.root(error)))
                + " Correct the parameters of its steps, or look whether what it connects to is running.";
    }

    private static Optional<String> routeIn(Throwable error) {
        FailedToCreateRouteException make = ObjectHelper.getException(FailedToCreateRouteException.class, error);
        FailedToStartRouteException start = ObjectHelper.getException(FailedToStartRouteException.class, error);
        return make != null
                ? Optional.ofNullable(make.getRouteId())
                : Optional.ofNullable(start).map(FailedToStartRouteException::getRouteId);
    }

    /** With file and line of the route; empty when it is of no file. */
    Optional<Finding> finding(CamelContext context) {
        return route.filter(id -> context != null)
                .map(((ModelCamelContext) context)::getRouteDefinition)
                .filter(definition -> definition.getResource() != null)
                .map(this::finding);
    }

    private Finding finding(RouteDefinition definition) {
        String file = FileName.ofLocation(definition.getResource().getLocation());
        return message.startsWith(file)
                ? FileMistake.read(message)
                : Finding.error(file, null, message).at(Math.max(0, definition.getLineNumber()));
    }

    /** The same with the place in its message. What it was is not the cause: whoever looks for the message looks there first. */
    RuntimeException named(CamelContext context) {
        String text = finding(context).map(Finding::text).orElse(message);
        RuntimeException named = isMistake ? new ConfigurationException(text) : new SourceException(text);
        named.addSuppressed(error);
        return named;
    }
}
