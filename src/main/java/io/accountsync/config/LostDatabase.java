package io.accountsync.config;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.sql.SQLException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Why a database cannot be reached, or cannot be any more, in our words: what a driver says of it is about its own streams, and
 * is the same for a restart, a cut cable and a firewall.
 */
public final class LostDatabase {
    private static final String CONNECTION = "08";
    private static final String INTERVENTION = "57P";

    /** MariaDB's own number for a connection that somebody ended; its SQL state is that of a query that was. */
    private static final int KILLED = 1927;

    private LostDatabase() {}

    /** The reason, without full stop, to stand behind a colon; empty when the error is about something else. */
    public static Optional<String> reason(SQLException error) {
        Optional<String> refusal = TlsRefusal.reason(error);
        if (refusal.isPresent()) {
            return refusal;
        }
        String state = String.valueOf(error.getSQLState());
        if (state.startsWith(INTERVENTION)) {
            return Optional.of(intervention(state));
        }
        if (error.getErrorCode() == KILLED) {
            return Optional.of(intervention(state));
        }
        boolean isLost = state.startsWith(CONNECTION) || Causes.any(error, LostDatabase::isBrokenStream);
        return isLost ? Optional.of(silence(error)) : Optional.empty();
    }

    /** PostgreSQL's class 57P: the server itself, or whoever runs it, ended the session. */
    private static String intervention(String state) {
        return switch (state) {
            case "57P02" -> "its server ended all connections after a crash of one of them";
            case "57P03" -> "its server is starting or stopping, and takes no connections";
            case "57P04" -> "it was dropped";
            case "57P05" -> "its server ended a connection that was idle for too long (idle_session_timeout)";
            default -> "its server was stopped or restarted, or somebody ended the connection";
        };
    }

    /** MySQL's driver gives an end in the middle of rows a state of no class. */
    private static boolean isBrokenStream(Throwable cause) {
        return cause instanceof EOFException;
    }

    /** PostgreSQL's driver has no exception of its own for a certificate that is for another host. */
    private static boolean isOfAnotherHost(Throwable cause) {
        return cause instanceof SQLException
                && String.valueOf(cause.getMessage()).contains("HostnameVerifier");
    }

    private static String silence(SQLException error) {
        if (Causes.any(error, SocketTimeoutException.class::isInstance)) {
            return "there was no answer in time";
        }
        if (Causes.any(error, UnknownHostException.class::isInstance)
                || Causes.any(error, UnresolvedAddressException.class::isInstance)) {
            return "its host is unknown to DNS";
        }
        if (Causes.any(error, SSLException.class::isInstance) || Causes.any(error, LostDatabase::isOfAnotherHost)) {
            return "the secure connection could not be made: its certificate must be for that host, and of an authority that is "
                    + "trusted here";
        }
        if (Causes.any(error, NoRouteToHostException.class::isInstance)) {
            return "there is no network route to its host";
        }
        if (Causes.any(error, ConnectException.class::isInstance)) {
            return "the connection was refused";
        }
        return "the connection was closed, as when its server is stopped or restarted, or the network breaks";
    }
}
