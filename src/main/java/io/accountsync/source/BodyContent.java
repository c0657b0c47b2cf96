package io.accountsync.source;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Quantity;
import java.io.File;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.component.file.GenericFile;

/**
 * A file that an earlier step of the source route left in the body, as a stream. Whether it is whole is known by what the protocol
 * says of it: HTTP by the length or the chunks of its answer, SFTP and FTP by size and time in the directory, S3 by its length.
 */
abstract class BodyContent implements FileContent {
    private static final String IN_MEMORY =
            "The source route read the whole file into memory before its rows were asked for. Set "
                    + "streamCache: false on the route, disableStreamCache: true on an http step, and streamDownload=true on an sftp or ftp "
                    + "address.";

    private final String name;
    private final CountedInput bytes;

    BodyContent(String name, InputStream bytes) {
        this.name = name;
        this.bytes = new CountedInput(bytes);
    }

    /**
     * What is in the body.
     *
     * @throws SourceException when nothing is
     * @throws ConfigurationException when it is no stream of bytes
     */
    static FileContent of(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        GenericFile<?> file = file(exchange, body);
        Object contents = body instanceof GenericFile<?> ? file.getBody() : body;
        if (contents instanceof File local && file != null && file.getFile() == local) {
            return new LocalContent(local.getPath());
        }
        String address = exchange.getProperty(Exchange.TO_ENDPOINT, "", String.class);
        InputStream bytes = stream(exchange, contents, address);
        if (file != null) {
            return new DirectoryContent(exchange, file, address, bytes);
        }
        Map<String, Object> headers = exchange.getMessage().getHeaders();
        String name = address.isEmpty() ? "the body" : RemoteAddress.of(address);
        return headers.containsKey(Exchange.HTTP_RESPONSE_CODE)
                ? HttpContent.of(exchange, name, bytes)
                : new ObjectContent(exchange, name, bytes);
    }

    private static GenericFile<?> file(Exchange exchange, Object body) {
        if (body instanceof GenericFile<?> file) {
            return file;
        }
        GenericFile<?> file = exchange.getProperty(Exchange.FILE_EXCHANGE_FILE, GenericFile.class);
        return file != null && body != null && file.getBody() == body ? file : null;
    }

    private static InputStream stream(Exchange exchange, Object contents, String address) {
        if (contents == null) {
            throw new SourceException((address.isEmpty()
                            ? "There is no source file: path is not set, and"
                            : RemoteAddress.of(address) + ": there is no such file, or it may not be read:")
                    + " the source route left nothing in the body. Nothing was sent. Look whether the file is there, and whether its name"
                    + " is written as it is there");
        }
        if (contents instanceof StreamCache || contents instanceof byte[] || contents instanceof String) {
            throw new ConfigurationException(IN_MEMORY);
        }
        if (contents instanceof InputStream stream) {
            return stream;
        }
        if (contents instanceof File) {
            return exchange.getContext().getTypeConverter().convertTo(InputStream.class, exchange, contents);
        }
        throw new ConfigurationException(
                "The step before the rows are read must leave a file in the body, as a stream of bytes, and left something else");
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final InputStream open() {
        return bytes;
    }

    @Override
    public final boolean canBeReadAgain() {
        return false;
    }

    /** How many bytes came. */
    final long count() {
        return bytes.count();
    }

    /** What ends the reading of a file of which other bytes came than were promised. */
    final SourceException cut(long promised) {
        return new SourceException(String.format(
                Locale.ROOT,
                "%s broke off: %s came of the %,d that the server promised. Nothing was sent; the next run reads it again",
                name,
                Quantity.of(count(), "byte"),
                promised));
    }
}
