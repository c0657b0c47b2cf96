package io.accountsync.console;

import io.accountsync.console.Endpoints.Endpoint;
import io.accountsync.http.ConnectionLimits;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes requests from the port, and gives those that may go on to what answers them, on threads that may wait. */
final class ConsoleRequests {
    private static final String EVENTS = "/api/events";

    /** A search, a key or a token is shorter. */
    private static final int LONGEST_BODY = 16_384;

    /** Requests that wait for the state at once; others are told to come again. */
    private static final int MOST_WAITING = 32;

    private static final String CONTENT_LENGTH = "Content-Length";

    private final WorkerExecutor workers;
    private final OriginCheck origins;
    private final Endpoints endpoints;
    private final Gatekeeper gatekeeper;
    private final ProgressStream progress;
    private final PageFiles files = new PageFiles();
    private final AtomicInteger waiting = new AtomicInteger();

    ConsoleRequests(
            WorkerExecutor workers,
            OriginCheck origins,
            Endpoints endpoints,
            Gatekeeper gatekeeper,
            ProgressStream progress) {
        this.workers = workers;
        this.origins = origins;
        this.endpoints = endpoints;
        this.gatekeeper = gatekeeper;
        this.progress = progress;
    }

    /** Reads, and posts with a body that is not known to be long. */
    static boolean isTaken(HttpServerRequest request) {
        String length = request.getHeader(CONTENT_LENGTH);
        boolean isShort = length == null
                ? "chunked".equalsIgnoreCase(request.getHeader("Transfer-Encoding"))
                : length.matches("\\d{1,5}") && Integer.parseInt(length) <= LONGEST_BODY;
        return request.method() == HttpMethod.POST && isShort || ConnectionLimits.isReading(request);
    }

    /** A post with a body that is longer than any that is wanted. */
    static boolean isTooLong(HttpServerRequest request) {
        String length = request.getHeader(CONTENT_LENGTH);
        return request.method() == HttpMethod.POST && length != null && length.matches("\\d+");
    }

    int listeners() {
        return progress.listeners();
    }

    void handle(HttpServerRequest request) {
        SafeHeaders.addTo(request.response());
        String path = request.path() == null ? "" : request.path();
        boolean acts = request.method() == HttpMethod.POST;
        Optional<Integer> refusal = origins.refusal(request.headers()::getAll, acts, path.equals("/"));
        if (refusal.isPresent()) {
            send(
                    request,
                    Answer.problem(refusal.get(), "This request names another host, or comes from another page."));
            return;
        }
        if (path.equals(EVENTS)) {
            listen(request);
            return;
        }
        Optional<Answer> file = files.find(path);
        Optional<Endpoint> endpoint = endpoints.find(request.method().name(), path);
        if (file.isPresent() && !acts) {
            send(request, file.get());
        } else if (endpoint.isPresent()) {
            ShortBody.read(
                    request, LONGEST_BODY, body -> answer(request, endpoint.get(), body), () -> refuseLong(request));
        } else {
            boolean isThere = file.isPresent() || endpoints.knows(path);
            send(request, Answer.problem(isThere ? 405 : 404, "There is nothing here."));
        }
    }

    /** What else comes of it is not read. */
    private static void refuseLong(HttpServerRequest request) {
        request.response()
                .setStatusCode(413)
                .putHeader("Connection", "close")
                .end()
                .onComplete(sent -> request.connection().close());
    }

    private void listen(HttpServerRequest request) {
        if (request.method() != HttpMethod.GET) {
            send(request, Answer.problem(405, "There is nothing here."));
        } else if (progress.isFull()) {
            send(
                    request,
                    Answer.problem(503, "Enough pages listen to the progress of runs.")
                            .with("Retry-After", "30"));
        } else {
            progress.listen(request);
        }
    }

    private void answer(HttpServerRequest request, Endpoint endpoint, Buffer body) {
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            send(request, Answer.problem(503, "The console is busy.").with("Retry-After", "5"));
            return;
        }
        Gatekeeper.Request asked = asked(request, body);
        workers.executeBlocking(() -> gatekeeper.answer(endpoint, asked), false).onComplete(done -> {
            waiting.decrementAndGet();
            send(request, done.succeeded() ? done.result() : Answer.problem(503, "The console is about to end."));
        });
    }

    private static Gatekeeper.Request asked(HttpServerRequest request, Buffer body) {
        Map<String, String> headers = new HashMap<>();
        for (String name : new String[] {"Origin", "Content-Type", "X-CSRF-Token"}) {
            headers.put(name, request.getHeader(name));
        }
        Map<String, String> cookies = new HashMap<>();
        request.cookies().forEach(cookie -> cookies.put(cookie.getName(), cookie.getValue()));
        Map<String, String> parameters = new HashMap<>();
        request.params().forEach(parameters::put);
        return new Gatekeeper.Request(
                headers::get,
                cookies::get,
                parameters,
                body.toString(),
                request.remoteAddress().hostAddress());
    }

    private static void send(HttpServerRequest request, Answer answer) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        answer.headers().forEach(response::putHeader);
        response.setStatusCode(answer.status()).putHeader("Content-Type", answer.type());
        response.end(Buffer.buffer(answer.body()));
    }
}
