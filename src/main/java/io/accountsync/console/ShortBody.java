package io.accountsync.console;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** The body of a request as it comes in, which may not say how long it is: no more of it is kept than is wanted. */
final class ShortBody {
    private final HttpServerRequest request;
    private final int longest;
    private final Buffer body = Buffer.buffer();
    private boolean isTooLong;

    private ShortBody(HttpServerRequest request, int longest) {
        this.request = request;
        this.longest = longest;
    }

    /**
     * Reads it.
     *
     * @param longest number of bytes
     * @param whole takes the body that is no longer
     * @param tooLong is called, once, for one that is
     */
    static void read(HttpServerRequest request, int longest, Handler<Buffer> whole, Runnable tooLong) {
        ShortBody body = new ShortBody(request, longest);
        request.handler(part -> body.add(part, tooLong));
        request.endHandler(end -> {
            if (!body.isTooLong) {
                whole.handle(body.body);
            }
        });
    }

    private void add(Buffer part, Runnable tooLong) {
        if (isTooLong) {
            return;
        }
        if (body.length() + part.length() > longest) {
            isTooLong = true;
            request.pause();
            tooLong.run();
        } else {
            body.appendBuffer(part);
        }
    }
}
