package io.accountsync.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A database that is gone is told in our words, whatever its driver says. */
class LostDatabaseTest {
    static Stream<Arguments> losses() {
        return Stream.of(
                Arguments.of("08006", new EOFException(), "the connection was closed, as when its server is stopped"),
                Arguments.of("08003", null, "the connection was closed, as when its server is stopped"),
                Arguments.of("08001", new ConnectException("Connection refused"), "the connection was refused"),
                Arguments.of("08001", new UnknownHostException("db"), "its host is unknown to DNS"),
                Arguments.of(
                        "08001",
                        new SSLException("PKIX"),
                        "the secure connection could not be made: its certificate must be for that host, and of an authority that is "
                                + "trusted here"),
                Arguments.of("08006", new SocketTimeoutException(), "there was no answer in time"),
                Arguments.of("57P01", null, "its server was stopped or restarted, or somebody ended the connection"),
                Arguments.of("57P02", null, "its server ended all connections after a crash"),
                Arguments.of("57P03", null, "its server is starting or stopping"),
                Arguments.of("57P04", null, "it was dropped"),
                Arguments.of("57P05", null, "idle for too long"));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void aDatabaseThatIsGoneIsToldInOurWords(String state, Throwable cause, String reason) {
        SQLException error = new SQLException("An I/O error occurred while sending to the backend.", state, cause);

        assertThat(LostDatabase.reason(error)).hasValueSatisfying(said -> assertThat(said)
                .contains(reason)
                .doesNotContain("backend")
                .isEqualTo(Sentence.open(said)));
    }

    @Test
    void anotherErrorIsNoLoss() {
        assertThat(LostDatabase.reason(new SQLException("syntax error", "42601")))
                .isEmpty();
        assertThat(LostDatabase.reason(new SQLException("no state"))).isEmpty();
    }
}
