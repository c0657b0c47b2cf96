package io.accountsync.cli;

import io.accountsync.config.ConfigurationException;
import io.accountsync.salesforce.AuthorizationException;
import io.accountsync.salesforce.LoginException;
import io.accountsync.state.StateException;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.util.ObjectHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Prints what a person did wrong as a sentence; only a fault of ours shows a stack trace. */
final class ErrorMessages implements IExecutionExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorMessages.class);

    @Override
    public int handleExecutionException(Exception error, CommandLine command, ParseResult parsed) {
        LOG.debug("command failed", error);
        ConfigurationException configuration = find(ConfigurationException.class, error);
        if (configuration != null) {
            command.getErr().println(configuration.getMessage());
            return 2;
        }
        StateException state = find(StateException.class, error);
        if (state != null) {
            command.getErr().println(state.getMessage());
            return 1;
        }
        SalesforceException salesforce = find(SalesforceException.class, error);
        if (salesforce instanceof AuthorizationException || salesforce instanceof LoginException) {
            command.getErr().println(salesforce.getMessage());
            return salesforce instanceof AuthorizationException ? 4 : 1;
        }
        String routes = RouteFileErrors.explain(error);
        if (routes != null) {
            command.getErr().println(routes);
            return 2;
        }
        command.getErr().println("account-sync failed: " + error);
        LOG.error("This is a fault of account-sync; please report it", error);
        return 1;
    }

    private static <T extends Throwable> T find(Class<T> type, Throwable error) {
        return ObjectHelper.getException(type, error);
    }
}
