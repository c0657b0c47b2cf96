package io.accountsync.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.config.Settings;
import io.accountsync.http.ConnectionLimits;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProgressStreamTest {
    private final Vertx vertx = Vertx.vertx();
    private final ProgressStream stream = new ProgressStream(
            vertx,
            new ConnectionLimits(vertx),
            ConsoleProcess.looking(Settings.of(key -> Optional.empty()), null, SyncMistakes.NONE),
            new RecentReports());

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aListenerThatDoesNotReadGetsNothingMore() {
        List<String> reader = new ArrayList<>();
        List<String> sleeper = new ArrayList<>();

        stream.listen(request(sleeper, true));
        stream.listen(request(reader, false));

        assertThat(reader).singleElement().asString().startsWith("event: progress\ndata: {");
        assertThat(sleeper).isEmpty();
        assertThat(stream.listeners()).isEqualTo(2);
    }

    private static HttpServerRequest request(List<String> written, boolean isFull) {
        HttpServerResponse response = proxy(HttpServerResponse.class, (name, argument) -> {
            if (name.equals("write")) {
                written.add((String) argument);
            }
            return name.equals("writeQueueFull") ? isFull : null;
        });
        HttpConnection connection = proxy(HttpConnection.class, (name, argument) -> null);
        return proxy(HttpServerRequest.class, (name, argument) -> name.equals("response") ? response : connection);
    }

    private interface Answering {
        Object answer(String method, Object argument);
    }

    /** What is not answered otherwise is answered by itself, as fluent methods are. */
    private static <T> T proxy(Class<T> type, Answering answers) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (method.getName().equals("hashCode")) {
                        return System.identityHashCode(self);
                    }
                    if (method.getName().equals("equals")) {
                        return self == arguments[0];
                    }
                    Object answer = answers.answer(method.getName(), arguments == null ? null : arguments[0]);
                    return answer == null && method.getReturnType().isInstance(self) ? self : answer;
                }));
    }
}
