package io.accountsync.source;

import java.io.InputStream;
import java.util.Locale;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** A file in the answer to an HTTP request, whose headers say how long it is. */
final class HttpContent extends BodyContent {
    private static final int OK = 200;

    private final long length;
    private final boolean isChunked;

    private HttpContent(String name, InputStream bytes, long length, boolean isChunked) {
        super(name, bytes);
        this.length = length;
        this.isChunked = isChunked;
    }

    static HttpContent of(Exchange exchange, String name, InputStream bytes) {
        Message answer = exchange.getMessage();
        int status = answer.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        if (status != OK) {
            throw new SourceException(name + " answered with the status " + status
                    + ", which is not that of a whole file (200). Nothing was sent");
        }
        boolean isChunked = answer.getHeader("Transfer-Encoding", "", String.class)
                .toLowerCase(Locale.ROOT)
                .contains("chunked");
        return new HttpContent(
                name,
                bytes,
                answer.getHeader(Exchange.CONTENT_LENGTH, -1L, Long.class),
                isChunked || isUnpacked(exchange));
    }

    /** Camel unpacks what the HTTP client has left packed; the length is that of the packed bytes then. */
    private static boolean isUnpacked(Exchange exchange) {
        return exchange.getMessage().getHeader(Exchange.CONTENT_ENCODING) != null
                && !exchange.getProperty(Exchange.SKIP_GZIP_ENCODING, false, Boolean.class);
    }

    /** The client may unpack what has this name by its address. */
    @Override
    public boolean isNamedGzip() {
        return false;
    }

    @Override
    public void requireWhole(boolean showsItsEnd) {
        if (isChunked) {
            return;
        }
        if (length >= 0 && count() != length) {
            throw cut(length);
        }
        if (length < 0 && !showsItsEnd) {
            throw new SourceException(
                    name()
                            + " says neither how long the file is nor sends it in chunks, so that nobody can know whether all of it came. "
                            + "Nothing was sent. Set the header Accept-Encoding to identity in a step before, have the file packed with gzip, or have it as a JSON array");
        }
    }
}
