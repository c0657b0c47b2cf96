package io.accountsync.salesforce;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
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
        if (has(error, TimeoutException.class::isInstance)
                || has(error, SocketTimeoutException.class::isInstance)
                || has(error, HttpTimeoutException.class::isInstance)) {
            return IN_TIME;
        }
        if (has(error, UnknownHostException.class::isInstance)
                || has(error, UnresolvedAddressException.class::isInstance)) {
            return "the host is unknown to DNS";
        }
        if (has(error, SSLException.class::isInstance)) {
            return "the secure connection could not be made; the host's certificate may be one that this Java runtime does "
                    + "not trust, or a proxy replaces it";
        }
        if (has(error, NoRouteToHostException.class::isInstance)) {
            return "there is no network route to the host";
        }
        if (has(error, ConnectException.class::isInstance)) {
            return "the connection was refused: nothing listens there, or a firewall forbids it";
        }
        if (has(error, cause -> says(cause, "buffering capacity"))) {
            return "the answer is larger than account-sync takes";
        }
        if (has(error, cause -> says(cause, "http/1.1 407") || says(cause, "proxy"))) {
            return "the HTTP proxy did not let the call through; check its address and password";
        }
        return "the connection was closed before the answer came";
    }

    private static boolean says(Throwable error, String words) {
        return error.getMessage() != null
                && error.getMessage().toLowerCase(Locale.ROOT).contains(words);
    }

    private static boolean has(Throwable error, Predicate<Throwable> wanted) {
        Throwable cause = error;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (wanted.test(cause)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
