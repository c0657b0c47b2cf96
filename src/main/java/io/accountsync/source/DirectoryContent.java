package io.accountsync.source;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Sentence;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.Exchange;
import org.apache.camel.PollingConsumer;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileEndpoint;

/** A file in a directory of a server, by SFTP or FTP: the directory has its size and time, before it is read and behind its last row. */
final class DirectoryContent extends BodyContent {
    private final CamelContext context;
    private final String address;
    private final String path;
    private final FileStamp before;

    /** Without these the file would be read by one run only, or moved by a mere check, or come from whoever answers. */
    private static final List<String> OPTIONS = List.of("noop=true", "idempotent=false");

    /**
     * Takes the stamp of the file.
     *
     * @throws ConfigurationException when the address lacks an option
     */
    DirectoryContent(Exchange exchange, GenericFile<?> file, String address, InputStream bytes) {
        super(RemoteAddress.ofFile(address, file.getAbsoluteFilePath()), bytes);
        this.context = exchange.getContext();
        this.address = address;
        this.path = file.getAbsoluteFilePath();
        this.before = stamp(file);
        requireOptions();
    }

    private void requireOptions() {
        List<String> lacking = new ArrayList<>(OPTIONS);
        lacking.removeIf(option -> address.contains(option));
        if (address.startsWith("sftp:") && !address.contains("strictHostKeyChecking=")) {
            lacking.add("strictHostKeyChecking=yes");
        }
        if (!lacking.isEmpty()) {
            throw new ConfigurationException(Sentence.closed(
                            "The address of the source file " + name() + " lacks " + String.join(" and ", lacking))
                    + " Add it, or use the template csv-source or json-source, which does.");
        }
    }

    private static FileStamp stamp(GenericFile<?> file) {
        return new FileStamp(file.getFileLength(), FileTime.fromMillis(file.getLastModified()), null);
    }

    @Override
    public void requireWhole(boolean showsItsEnd) {
        requireSame(Optional.of(new FileStamp(count(), before.time(), null)));
        context.getEndpoints().stream()
                .filter(endpoint -> endpoint.getEndpointUri().equals(address))
                .findFirst()
                .ifPresent(endpoint -> requireSame(look((GenericFileEndpoint<?>) endpoint)));
    }

    private void requireSame(Optional<FileStamp> now) {
        before.changeSince(now).ifPresent(change -> {
            throw FileStamp.changed(name(), change);
        });
    }

    /** Asks the directory once more, over a connection of its own: the one of the file may be in the middle of something. */
    private Optional<FileStamp> look(GenericFileEndpoint<?> endpoint) {
        // Camel passes over a file that somebody reads, and we do.
        endpoint.getInProgressRepository().remove(path);
        try {
            PollingConsumer consumer = endpoint.createPollingConsumer();
            consumer.start();
            try {
                return seen(consumer.receiveNoWait());
            } finally {
                consumer.stop();
            }
        } catch (Exception e) {
            throw new SourceException(
                    Sentence.closed(name() + " was read to its end, but whether it changed meanwhile is not known")
                            + " "
                            + RemoteErrors.describe(e).orElse(e.getClass().getSimpleName()),
                    e);
        }
    }

    private Optional<FileStamp> seen(Exchange seen) throws IOException {
        if (seen == null) {
            return Optional.empty();
        }
        try (ConsumerTemplate template = context.createConsumerTemplate()) {
            FileStamp stamp = stamp(seen.getProperty(Exchange.FILE_EXCHANGE_FILE, GenericFile.class));
            template.doneUoW(seen);
            return Optional.of(stamp);
        }
    }
}
