package io.accountsync.observe;

import io.accountsync.config.Causes;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;

/** Why a collector took no traces, in words without the error's own, which may hold the address. */
final class CollectorErrors {
    private CollectorErrors() {}

    /** @param error null where there was none, such as an answer that nobody can read */
    static String reason(Throwable error) {
        if (error != null && error.getCause() == null) {
            // Only a call that failed without an answer has a cause; the status itself is in a class that is not
            // public.
            return "it answered with an error: the path or the token (sync.traces.headers) is wrong, or it is busy";
        }
        if (is(error, UnknownHostException.class) || is(error, UnresolvedAddressException.class)) {
            return "there is no host of that name";
        }
        if (is(error, SSLException.class)) {
            return "no TLS connection came about";
        }
        if (is(error, HttpTimeoutException.class) || is(error, InterruptedIOException.class)) {
            return "there was no answer in time";
        }
        if (is(error, ConnectException.class)) {
            return "the connection was refused";
        }
        return "the connection broke before the answer was there";
    }

    private static boolean is(Throwable error, Class<? extends Throwable> type) {
        return Causes.any(error, type::isInstance);
    }
}
