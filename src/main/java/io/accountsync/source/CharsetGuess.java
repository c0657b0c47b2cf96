package io.accountsync.source;

import io.accountsync.config.Quantity;
import io.accountsync.config.Sentence;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The encoding that a file seems to have. Its byte order mark proves it, and so does UTF-8 nearly; anything else is a guess, and
 * says so.
 *
 * @param charset the encoding
 * @param evidence why
 * @param text the beginning of the file in it
 */
record CharsetGuess(Charset charset, String evidence, String text) {
    /** What Excel writes in America and Western Europe. */
    private static final Charset EXCEL = Charset.forName("windows-1252");

    /** One in so many characters of a text may be a control character, such as an old program's mark for the end. */
    private static final int FEW = 1000;

    /**
     * Looks at the bytes.
     *
     * @throws SourceException when they are not text, or text in an encoding that must be named
     */
    static CharsetGuess of(FileBeginning file) {
        if (file.marked() != null) {
            return of(file, file.marked(), "its byte order mark says so")
                    .orElseThrow(() -> unreadable(file, file.marked()));
        }
        Optional<Charset> wide = twoBytes(file.bytes());
        if (wide.isPresent()) {
            return of(file, wide.get(), "each other byte is zero").orElseThrow(() -> noText(file));
        }
        long control = controls(file.bytes());
        if (control * FEW > file.bytes().length) {
            throw noText(file);
        }
        boolean isAscii = isAscii(file.bytes());
        return of(file, StandardCharsets.UTF_8, isAscii ? "plain ASCII, which is UTF-8, too" : "all bytes fit it")
                .or(() -> ofExcel(file))
                .orElseThrow(
                        () -> new SourceException(
                                file.path()
                                        + " is neither UTF-8 nor windows-1252. Say which encoding it has, such as --charset windows-1250"));
    }

    private static Optional<CharsetGuess> ofExcel(FileBeginning file) {
        refuseMixture(file);
        return of(
                file,
                EXCEL,
                "a guess: line " + lineOfBadBytes(file.bytes())
                        + " is not UTF-8, and Excel writes this one; if letters look wrong in the plan, say --charset");
    }

    /** One line in another encoding does not make the others so: letters of UTF-8 are hardly ever there by chance. */
    private static void refuseMixture(FileBeginning file) {
        List<byte[]> lines = lines(file.bytes());
        TreeSet<Integer> broken = IntStream.range(0, lines.size())
                .filter(i -> !isUtf8(lines.get(i), i < lines.size() - 1 || file.isWhole()))
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new));
        boolean anyLetters =
                IntStream.range(0, lines.size()).anyMatch(i -> !isAscii(lines.get(i)) && !broken.contains(i));
        if (anyLetters && !broken.isEmpty()) {
            String others = broken.size() > 1 ? " and " + Quantity.of(broken.size() - 1, "other line") : "";
            throw new SourceException(
                    Sentence.closed(file.path() + " is UTF-8 but for line " + (broken.first() + 1) + others)
                            + " Have it written in one encoding, or name the one that is meant, such as --charset windows-1252.");
        }
    }

    private static List<byte[]> lines(byte[] bytes) {
        List<byte[]> lines = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                lines.add(Arrays.copyOfRange(bytes, from, i));
                from = i + 1;
            }
        }
        lines.add(Arrays.copyOfRange(bytes, from, bytes.length));
        return lines;
    }

    private static boolean isUtf8(byte[] line, boolean isWhole) {
        return !StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(line), CharBuffer.allocate(line.length + 1), isWhole)
                .isError();
    }

    /** In an encoding that somebody named. */
    static CharsetGuess given(FileBeginning file, Charset charset) {
        Charset real = file.marked() == null ? charset : file.marked();
        return of(file, real, real.equals(charset) ? "as --charset says" : "its byte order mark says so, not --charset")
                .orElseThrow(() -> unreadable(file, real));
    }

    private static SourceException unreadable(FileBeginning file, Charset charset) {
        return new SourceException(file.path() + " is not " + charset.name()
                + ": it has bytes that are not letters in it. Say another --charset.");
    }

    private static SourceException noText(FileBeginning file) {
        return new SourceException(
                file.path() + " is not a text file. Export its rows as CSV or JSON, which may be packed with gzip.");
    }

    private static Optional<CharsetGuess> of(FileBeginning file, Charset charset, String evidence) {
        try {
            return Optional.of(new CharsetGuess(charset, evidence, decoded(file, charset)));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Without its mark; the end of a beginning may be in the middle of a letter. */
    private static String decoded(FileBeginning file, Charset charset) throws CharacterCodingException {
        CharsetDecoder decoder = charset.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(file.bytes());
        CharBuffer out = CharBuffer.allocate((int) (in.remaining() * (double) decoder.maxCharsPerByte()) + 1);
        CoderResult result = decoder.decode(in, out, file.isWhole());
        if (result.isError()) {
            result.throwException();
        }
        String text = out.flip().toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static Optional<Charset> twoBytes(byte[] bytes) {
        long[] zeros = new long[2];
        for (int i = 0; i < bytes.length; i++) {
            zeros[i % 2] += bytes[i] == 0 ? 1 : 0;
        }
        long many = bytes.length / 4;
        if (zeros[1] > many && zeros[0] == 0) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        return zeros[0] > many && zeros[1] == 0 ? Optional.of(StandardCharsets.UTF_16BE) : Optional.empty();
    }

    private static long controls(byte[] bytes) {
        long count = 0;
        for (byte one : bytes) {
            boolean isSpace = one == '\t' || one == '\n' || one == '\r' || one == '\f';
            count += one >= 0 && one < ' ' && !isSpace ? 1 : 0;
        }
        return count;
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte one : bytes) {
            if (one < 0) {
                return false;
            }
        }
        return true;
    }

    private static long lineOfBadBytes(byte[] bytes) {
        CharBuffer out = CharBuffer.allocate(bytes.length);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
        return out.flip().toString().chars().filter(c -> c == '\n').count() + 1;
    }
}
