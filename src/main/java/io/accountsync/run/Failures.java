package io.accountsync.run;

import io.accountsync.config.Causes;
import io.accountsync.config.ConfigurationException;
import io.accountsync.config.LostDatabase;
import io.accountsync.config.Sentence;
import io.accountsync.config.ShownText;
import io.accountsync.salesforce.AuthorizationException;
import io.accountsync.salesforce.CallRefusedException;
import io.accountsync.salesforce.CallSentence;
import io.accountsync.salesforce.CallStoppedException;
import io.accountsync.source.QueryError;
import io.accountsync.source.RemoteErrors;
import io.accountsync.source.SourceException;
import io.accountsync.state.LeaseLostException;
import io.accountsync.state.StateException;
import io.accountsync.state.StateLockedException;
import java.sql.SQLException;
import java.util.List;
import org.apache.camel.component.salesforce.api.SalesforceException;
import org.apache.camel.util.ObjectHelper;

/** What an exception means for the person who runs the sync. */
public final class Failures {
    /** Exceptions whose message says place and remedy already. */
    private static final List<Class<? extends Exception>> CLEAR = List.of(
            ConfigurationException.class,
            RunStoppedException.class,
            OwnFaultException.class,
            CallRefusedException.class,
            LeaseLostException.class,
            SourceException.class,
            StateException.class,
            AuthorizationException.class);

    private Failures() {}

    /** Whether {@link #describe} has more to say than what class of exception it is. */
    public static boolean isExplained(Throwable error) {
        return CLEAR.stream().anyMatch(type -> find(type, error) != null)
                || find(SalesforceException.class, error) != null
                || find(SQLException.class, error) != null
                || RemoteErrors.describe(error).isPresent();
    }

    /** Whether the run ended on purpose rather than broke. */
    public static boolean isStop(Throwable error) {
        return find(RunStoppedException.class, error) != null
                || find(LeaseLostException.class, error) != null
                || find(StateLockedException.class, error) != null
                || find(CallRefusedException.class, error) != null
                || find(CallStoppedException.class, error) != null
                || find(AuthorizationException.class, error) != null;
    }

    /** Whether Salesforce refused the login for good. */
    public static boolean isLoginRefused(Throwable error) {
        return find(AuthorizationException.class, error) != null;
    }

    /** Whether a person made a mistake that only an edit can fix. */
    public static boolean isConfiguration(Throwable error) {
        return find(ConfigurationException.class, error) != null;
    }

    /** The error in words, without anything of a row: a line, or a line for each mistake of a configuration. */
    public static String describe(Throwable error) {
        for (Class<? extends Exception> type : CLEAR) {
            Exception clear = find(type, error);
            if (clear != null) {
                return type == ConfigurationException.class ? clear.getMessage() : ShownText.line(clear.getMessage());
            }
        }
        SalesforceException salesforce = find(SalesforceException.class, error);
        if (salesforce != null) {
            return ShownText.line(CallSentence.of(salesforce));
        }
        SQLException sql = find(SQLException.class, error);
        if (sql != null) {
            return ShownText.line(LostDatabase.reason(sql)
                    .map(
                            reason -> Sentence.closed("The source database cannot be reached: " + reason)
                                    + " Nothing was sent. Is it running, and are source.url, source.username and source.password right?")
                    .orElseGet(() -> Sentence.closed("The source query failed: " + QueryError.text(sql))
                            + " Nothing was sent."));
        }
        return ShownText.line(RemoteErrors.describe(error).orElseGet(() -> ofRoot(Causes.root(error))));
    }

    private static String ofRoot(Throwable root) {
        return Sentence.closed(root.getClass().getSimpleName() + ": " + Sentence.said(root));
    }

    private static <T extends Throwable> T find(Class<T> type, Throwable error) {
        return ObjectHelper.getException(type, error);
    }
}
