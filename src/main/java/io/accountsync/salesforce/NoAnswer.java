package io.accountsync.salesforce;

import io.accountsync.config.Causes;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Why a call got no answer, in words. What the HTTP clients say of it is about their own objects, and Camel's message quotes
 * the address with the query in it.
 */
public final class NoAnswer {
    /** Said of a call that was waited for to the end. */
    static final String IN_TIME = "there was no answer in time";

    private NoAnswer() {}

    /** The reason, without a full stop. */
    public static String reason(Throwable error) {
        if (Causes.any(error, TimeoutException.class::isInstance)
                || Causes.any(error, SocketTimeoutException.class::isInstance)
                || Causes.any(error, HttpTimeoutException.class::isInstance)) {
            return IN_TIME;
        }
        if (Causes.any(error, UnknownHostException.class::isInstance)
                || Causes.any(error, UnresolvedAddressException.class::isInstance)) {
            return "the host is unknown to DNS";
        }
        if (Causes.any(error, SSLException.class::isInstance)) {
            return "the secure connection could not be made; the host's certificate may be one that this Java runtime does "
                    + "not trust, or a proxy replaces it";
        }
        if (Causes.any(error, NoRouteToHostException.class::isInstance)) {
            return "there is no network route to the host";
        }
        if (Causes.any(error, ConnectException.class::isInstance)) {
            return "the connection was refused: nothing listens there, or a firewall forbids it";
        }
        if (Causes.any(error, cause -> says(cause, "buffering capacity"))) {
            return "the answer is larger than account-sync takes";
        }
        if (Causes.any(error, cause -> says(cause, "http/1.1 407") || says(cause, "proxy"))) {
            return "the HTTP proxy did not let the call through; check its address and password";
        }
        return "the connection was closed before the answer came";
    }

    /**
     * Whether there was no connection for the request, so that nothing of it left. What ends a connection that was there, or the making of a
     * secure one, has other exceptions.
     */
    static boolean isWithoutConnection(Throwable error) {
        return Causes.any(error, ConnectException.class::isInstance)
                || Causes.any(error, UnknownHostException.class::isInstance)
                || Causes.any(error, UnresolvedAddressException.class::isInstance);
    }

    private static boolean says(Throwable error, String words) {
        return error.getMessage() != null
                && error.getMessage().toLowerCase(Locale.ROOT).contains(words);
    }
}
