package io.accountsync.alert;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.ProtocolException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Why an alert did not arrive, in a sentence without what the error says, which can hold the address. */
class SendErrorsTest {
    private static final String SECRET = "https://hooks.example/hunter2";

    static Stream<Arguments> errors() {
        String broken = "the connection broke before the answer was there";
        return Stream.of(
                Arguments.of(
                        new HttpOperationFailedException(SECRET, 503, SECRET, null, Map.of(), SECRET),
                        "the answer had the HTTP status 503"),
                Arguments.of(new AuthenticationFailedException(SECRET), "the mail server refused the login"),
                Arguments.of(new SendFailedException(SECRET), "the mail server refused sender or recipients"),
                Arguments.of(new SSLHandshakeException(SECRET), "no TLS connection came about"),
                Arguments.of(
                        new MessagingException(SECRET, new SSLHandshakeException(SECRET)),
                        "no TLS connection came about"),
                Arguments.of(new UnknownHostException(SECRET), "there is no host of that name"),
                Arguments.of(new NoRouteToHostException(SECRET), "the network has no way to that host"),
                Arguments.of(new ConnectException(SECRET), "nobody answers there"),
                Arguments.of(new HttpHostConnectException(SECRET), "nobody answers there"),
                Arguments.of(new SocketTimeoutException(SECRET), "the answer did not come in time"),
                Arguments.of(new ConnectTimeoutException(SECRET), "the answer did not come in time"),
                Arguments.of(new InterruptedIOException(SECRET), "the call was cut off"),
                Arguments.of(
                        new MessageConstraintException(SECRET),
                        "the answer had more headers, or longer ones, than are read"),
                Arguments.of(new NoHttpResponseException(SECRET), broken),
                Arguments.of(new ConnectionClosedException(SECRET), broken),
                Arguments.of(new SocketException(SECRET), broken),
                Arguments.of(new ProtocolException(SECRET), "the answer was no HTTP"),
                Arguments.of(new MessagingException(SECRET), "the mail server did not take the mail"),
                Arguments.of(new FileNotFoundException(SECRET), broken),
                Arguments.of(new IOException(SECRET), broken),
                Arguments.of(new IllegalStateException(SECRET), "the route reported an error"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void everyReasonIsASentenceOfItsOwnAlsoBehindWhatCamelWrapsAroundIt(Exception error, String reason) {
        assertThat(SendErrors.reason(error)).isEqualTo(reason);
        assertThat(SendErrors.reason(new CamelExecutionException("failed", null, error)))
                .isEqualTo(reason);
    }
}
