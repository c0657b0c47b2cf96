package io.accountsync.alert;

import io.accountsync.config.Causes;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.util.ObjectHelper;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Why a channel could not be notified, in words without the error's own, which may hold the address. */
final class SendErrors {
    private static final Logger LOG = LoggerFactory.getLogger(SendErrors.class);
    private static final String BROKEN = "the connection broke before the answer was there";

    /** The first that fits counts. */
    private static final Map<Class<? extends Exception>, String> REASONS = reasons();

    private SendErrors() {}

    static String reason(Throwable error) {
        HttpOperationFailedException http = ObjectHelper.getException(HttpOperationFailedException.class, error);
        if (http != null) {
            return "the answer had the HTTP status " + http.getStatusCode();
        }
        for (Map.Entry<Class<? extends Exception>, String> known : REASONS.entrySet()) {
            if (ObjectHelper.getException(known.getKey(), error) != null) {
                return known.getValue();
            }
        }
        LOG.debug("the error was of {}", Causes.root(error).getClass());
        return "the route reported an error";
    }

    private static Map<Class<? extends Exception>, String> reasons() {
        Map<Class<? extends Exception>, String> reasons = new LinkedHashMap<>();
        reasons.put(AuthenticationFailedException.class, "the mail server refused the login");
        reasons.put(SendFailedException.class, "the mail server refused sender or recipients");
        reasons.put(SSLException.class, "no TLS connection came about");
        reasons.put(UnknownHostException.class, "there is no host of that name");
        reasons.put(NoRouteToHostException.class, "the network has no way to that host");
        reasons.put(ConnectException.class, "nobody answers there");
        reasons.put(SocketTimeoutException.class, "the answer did not come in time");
        reasons.put(InterruptedIOException.class, "the call was cut off");
        reasons.put(MessageConstraintException.class, "the answer had more headers, or longer ones, than are read");
        reasons.put(NoHttpResponseException.class, BROKEN);
        reasons.put(ConnectionClosedException.class, BROKEN);
        reasons.put(SocketException.class, BROKEN);
        reasons.put(HttpException.class, "the answer was no HTTP");
        reasons.put(MessagingException.class, "the mail server did not take the mail");
        reasons.put(IOException.class, BROKEN);
        return Collections.unmodifiableMap(reasons);
    }
}
