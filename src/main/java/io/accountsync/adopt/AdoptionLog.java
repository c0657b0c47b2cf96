package io.accountsync.adopt;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.OwnerOnlyFiles;
import io.accountsync.run.CsvTable;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A CSV file that grows line by line and is on the disk before we go on: what we are about to write to the org, to undo it
 * with, and what was refused. It is made with the first line. Safe for the threads that send.
 */
final class AdoptionLog implements AutoCloseable {
    private final Path file;
    private final String header;
    private FileChannel channel;

    AdoptionLog(Path file, String... header) {
        this.file = file;
        this.header = text(List.<String[]>of(header));
    }

    Path file() {
        return file;
    }

    /** Whether there is such a file, from this process or from an earlier one. */
    boolean exists() {
        return Files.exists(file);
    }

    /** Adds lines; they survive whatever happens next. */
    synchronized void add(List<String[]> lines) {
        if (lines.isEmpty()) {
            return;
        }
        try {
            write(open() + text(lines));
            channel.force(false);
        } catch (IOException e) {
            throw new ConfigurationException("The file " + file + " cannot be written. Make room for it.", e);
        }
    }

    private static String text(List<String[]> lines) {
        StringWriter text = new StringWriter();
        try (CsvTable csv = CsvTable.forPrograms(text)) {
            lines.forEach(csv::add);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return text.toString();
    }

    /** Opens the file; what must stand in it before the next line. */
    private String open() throws IOException {
        if (channel != null) {
            return "";
        }
        OwnerOnlyFiles.createIfAbsent(file);
        channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        long size = channel.size();
        channel.position(size);
        if (size == 0) {
            return header;
        }
        ByteBuffer last = ByteBuffer.allocate(1);
        channel.read(last, size - 1);
        // A process that was killed left half a line.
        return last.get(0) == '\n' ? "" : "\r\n";
    }

    private void write(String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** The name of a file next to another: {@code adopt-accounts.undo.csv} next to {@code adopt-accounts.csv}. */
    static Path beside(Path file, String what) {
        String name = Stream.of(file.getFileName().toString())
                .map(text -> text.replaceFirst("\\.csv$", ""))
                .collect(Collectors.joining());
        return file.resolveSibling(name + "." + what + ".csv");
    }

    @Override
    public void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
