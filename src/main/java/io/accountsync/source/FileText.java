package io.accountsync.source;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file as text: unpacked when it is gzip, in the encoding that its byte order mark names, or else in the one that
 * was said.
 */
final class FileText {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int FIRST_BYTES = 4;
    private static final int PAGE_BYTES = 256;
    private static final Pattern PAGE = Pattern.compile(
            "(?:\\u00ef\\u00bb\\u00bf)?\\s*<(?:!doctype\\s|!--|html[\\s>]|head[\\s>]|\\?xml\\s)",
            Pattern.CASE_INSENSITIVE);
    private static final String GZIP = "1f8b";
    private static final Map<String, String> OTHER_FORMATS = Map.of(
            "504b0304", "a zip file or an Excel workbook",
            "d0cf11e0", "an old Excel workbook",
            "425a68", "packed with bzip2",
            "28b52ffd", "packed with zstd",
            "fd377a58", "packed with xz",
            "25504446", "a PDF",
            "50415231", "a Parquet file");

    private final FileContent file;
    private final Charset charset;
    private boolean isPacked;

    FileText(FileContent file, Charset charset) {
        this.file = file;
        this.charset = charset;
    }

    /**
     * Opens the file behind its byte order mark.
     *
     * @throws IOException when it cannot be read, is packed in a way that is not known here, or is not a whole gzip
     *     although it
     *     begins or is named as one
     */
    Reader open() throws IOException {
        BufferedInputStream bytes = unpacked();
        try {
            return withoutMark(new BufferedReader(
                    new InputStreamReader(bytes, encoding(bytes).newDecoder())));
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    /** Whether what was opened is gzip, which shows when a part of it is lacking. */
    boolean isPacked() {
        return isPacked;
    }

    /** The first line whose bytes are not text in the encoding of the file, counted from 1; 0 when there is none. */
    long lineOfBadBytes() {
        if (!file.canBeReadAgain()) {
            return 0;
        }
        try (BufferedInputStream bytes = unpacked()) {
            return lineOfBadBytes(bytes, encoding(bytes).newDecoder());
        } catch (IOException e) {
            return 0;
        }
    }

    private static long lineOfBadBytes(InputStream bytes, CharsetDecoder decoder) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(8192).limit(0);
        CharBuffer out = CharBuffer.allocate(8192);
        long line = 1;
        char last = 0;
        boolean isEnd = false;
        while (true) {
            CoderResult result = decoder.decode(in, out, isEnd);
            out.flip();
            while (out.hasRemaining()) {
                char c = out.get();
                line += c == '\r' || c == '\n' && last != '\r' ? 1 : 0;
                last = c;
            }
            out.clear();
            if (result.isError()) {
                return line;
            }
            if (result.isUnderflow()) {
                if (isEnd) {
                    return 0;
                }
                in.compact();
                int read = bytes.read(in.array(), in.position(), in.remaining());
                isEnd = read < 0;
                in.position(in.position() + Math.max(read, 0)).flip();
            }
        }
    }

    /** Its bytes, unpacked. */
    BufferedInputStream unpacked() throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(file.open());
        try {
            String first = HexFormat.of().formatHex(firstBytes(bytes));
            isPacked = first.startsWith(GZIP);
            if (isPacked) {
                return notAPage(new BufferedInputStream(new GzipInput(bytes)));
            }
            if (file.isNamedGzip()) {
                throw new IOException("the file is named .gz and does not begin as gzip; it is cut off, or not packed: "
                        + "fetch it again, or name it otherwise");
            }
            refuseOtherFormats(first);
            return notAPage(bytes);
        } catch (EOFException e) {
            bytes.close();
            throw new IOException("the gzip file is cut off; fetch it again", e);
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    private static void refuseOtherFormats(String first) throws IOException {
        for (Map.Entry<String, String> format : OTHER_FORMATS.entrySet()) {
            if (first.startsWith(format.getKey())) {
                throw new IOException(
                        "the file is " + format.getValue() + "; export it as text, which may be packed with gzip");
            }
        }
    }

    /** A login page, a page that says what went wrong: servers answer with them where a file was asked for. */
    private static BufferedInputStream notAPage(BufferedInputStream bytes) throws IOException {
        bytes.mark(PAGE_BYTES);
        String begin = new String(bytes.readNBytes(PAGE_BYTES), StandardCharsets.ISO_8859_1);
        bytes.reset();
        if (PAGE.matcher(begin).lookingAt()) {
            throw new IOException(
                    "it is a web page or an XML document, not rows: a page to log in or one about an error, maybe; "
                            + "open its address and look");
        }
        return bytes;
    }

    /** The encoding that the file's byte order mark names; empty without one. */
    Optional<Charset> marked() {
        if (!file.canBeReadAgain()) {
            return Optional.empty();
        }
        try (BufferedInputStream bytes = unpacked()) {
            return marked(bytes);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What its byte order mark says, or else what was said. */
    private Charset encoding(BufferedInputStream bytes) throws IOException {
        return marked(bytes).orElse(charset);
    }

    /** What the byte order mark at the begin of these bytes says, which stays there; empty without one. */
    static Optional<Charset> marked(BufferedInputStream bytes) throws IOException {
        String first = HexFormat.of().formatHex(firstBytes(bytes));
        if (first.startsWith("efbbbf")) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        if (first.startsWith("feff")) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        return first.startsWith("fffe") && !first.equals("fffe0000")
                ? Optional.of(StandardCharsets.UTF_16LE)
                : Optional.empty();
    }

    private static byte[] firstBytes(BufferedInputStream bytes) throws IOException {
        bytes.mark(FIRST_BYTES);
        byte[] first = new byte[FIRST_BYTES];
        int read = bytes.readNBytes(first, 0, FIRST_BYTES);
        bytes.reset();
        return Arrays.copyOf(first, read);
    }

    private static Reader withoutMark(BufferedReader reader) throws IOException {
        PushbackReader marked = new PushbackReader(reader);
        int first = marked.read();
        if (first != -1 && first != BYTE_ORDER_MARK) {
            marked.unread(first);
        }
        return marked;
    }
}
