package io.accountsync.page;

import com.fasterxml.jackson.core.JsonGenerator;
import io.accountsync.config.ConfigurationException;
import io.accountsync.config.OwnerOnlyFiles;
import io.accountsync.config.Sentence;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One file that a person opens from disk, without a network: a first page with figures, and all records behind it, to be searched.
 * Records are written as they come, and take no memory. The file replaces one of that name when it is whole, and only its owner
 * can read it. For one thread.
 */
public final class HtmlPage implements AutoCloseable {
    /** Records of each kind that a browser still searches without a pause. */
    public static final long MOST = 250_000;

    private static final int FINGERPRINT_BYTES = 8;

    private final Path file;
    private final PageLayout layout;
    private final FileChannel part;
    private final MessageDigest digest = sha256();
    private final RecordData data;

    private HtmlPage(Path file, PageLayout layout, FileChannel part, long most) {
        this.file = file;
        this.layout = layout;
        this.part = part;
        this.data =
                new RecordData(layout, writer(new DigestOutputStream(Channels.newOutputStream(part), digest)), most);
    }

    /**
     * Begins a page; there is no file yet.
     *
     * @throws ConfigurationException when it cannot be written
     */
    public static HtmlPage create(Path file, PageLayout layout) {
        return create(file, layout, MOST);
    }

    /** @param most records of each kind */
    static HtmlPage create(Path file, PageLayout layout, long most) {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory) || Files.isDirectory(file)) {
            throw unwritable(file, null);
        }
        try {
            return new HtmlPage(file, layout, OwnerOnlyFiles.openBeside(file), most);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /** Writes the next record. */
    public void add(PageRecord record) {
        try {
            data.add(record);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /** Ends the page, and puts it where it belongs. Says by which fingerprint of its records paper and file are known as one. */
    public void end(PageSummary summary) {
        try {
            data.end();
            String fingerprint = HexFormat.of().formatHex(digest.digest(), 0, FINGERPRINT_BYTES);
            OwnerOnlyFiles.write(
                    file, fresh -> write(fresh, summary.with(new PageFact("Fingerprint of the records", fingerprint))));
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private void write(Path fresh, PageSummary summary) throws IOException {
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            Writer page = writer(Channels.newOutputStream(channel));
            new PageTemplate()
                    .write(
                            page,
                            Map.of(
                                    "kind", PageTemplate.Piece.of(PageText.html(summary.kind())),
                                    "title", PageTemplate.Piece.of(PageText.html(summary.title())),
                                    "summary", PageTemplate.Piece.of(SummaryHtml.of(summary)),
                                    "leftout", PageTemplate.Piece.of(leftOut()),
                                    "meta", this::writeMeta,
                                    "records", to -> copyRecords(to, channel)));
            page.flush();
        }
    }

    private void copyRecords(Writer page, FileChannel channel) throws IOException {
        page.flush();
        long size = part.size();
        for (long from = 0; from < size; ) {
            from += part.transferTo(from, size - from, channel);
        }
    }

    /** What the script needs to know of all records. */
    private void writeMeta(Writer page) throws IOException {
        try (JsonGenerator json = RecordData.generator(page)) {
            json.writeStartObject();
            json.writeStringField("from", layout.from());
            json.writeStringField("to", layout.to());
            json.writeBooleanField("change", layout.isChange());
            json.writeArrayFieldStart("kinds");
            for (PageLayout.Kind kind : layout.kinds()) {
                json.writeStartArray();
                json.writeString(kind.name());
                json.writeString(kind.label());
                json.writeString(kind.tone().style());
                json.writeNumber(data.count(layout.indexOf(kind.name())));
                json.writeEndArray();
            }
            json.writeEndArray();
            writeTexts(json, "tags", layout.tags());
            writeTexts(json, "fields", data.fields());
            json.writeEndObject();
        }
    }

    private static void writeTexts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private String leftOut() {
        List<String> kinds = new ArrayList<>();
        for (int i = 0; i < layout.kinds().size(); i++) {
            if (data.leftOut(i) > 0) {
                kinds.add(String.format(
                        Locale.ROOT,
                        "%s: %,d of %,d",
                        layout.kinds().get(i).label(),
                        data.count(i),
                        data.count(i) + data.leftOut(i)));
            }
        }
        return kinds.isEmpty()
                ? ""
                : "<p class=\"left-out\">Not all records are on this page, since no browser could search them (the figures"
                        + " above count all of them, and the file of --csv has all of them). "
                        + PageText.html(String.join(", ", kinds)) + "</p>";
    }

    private static Writer writer(OutputStream to) {
        return new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static ConfigurationException unwritable(Path file, Exception cause) {
        return new ConfigurationException(
                Sentence.closed("The file " + file + " cannot be written: "
                                + (cause == null ? "" : Sentence.said(cause)))
                        + " Give --html a file in a directory that exists and that you may write to.",
                cause);
    }

    /** Leaves nothing but the page, if it was ended. */
    @Override
    public void close() {
        try {
            part.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
