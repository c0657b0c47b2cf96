package io.accountsync.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The frame of a page, with its style and script in it. Its policy names these two by their hashes: whatever else came into the
 * page, no browser runs it, and nothing is fetched.
 */
final class PageTemplate {
    private static final Pattern GAP = Pattern.compile("\\{\\{(\\w+)}}");

    private final String frame = resource("page.html");
    private final String style = resource("colours.css") + resource("page.css");
    private final String script = resource("page.js");

    /** What is written into a gap of the frame. */
    @FunctionalInterface
    interface Piece {
        void writeTo(Writer page) throws IOException;

        /** A text that is HTML already. */
        static Piece of(String html) {
            return page -> page.write(html);
        }
    }

    /** Writes a page; nothing that a piece writes is taken for a gap. */
    void write(Writer page, Map<String, Piece> pieces) throws IOException {
        Matcher gap = GAP.matcher(frame);
        int from = 0;
        while (gap.find()) {
            page.append(frame, from, gap.start());
            piece(gap.group(1), pieces).writeTo(page);
            from = gap.end();
        }
        page.append(frame, from, frame.length());
    }

    private Piece piece(String name, Map<String, Piece> pieces) {
        return switch (name) {
            case "policy" -> Piece.of(policy());
            case "style" -> Piece.of(style);
            case "script" -> Piece.of(script);
            default -> pieces.get(name);
        };
    }

    private String policy() {
        return "default-src 'none'; style-src " + hash(style) + "; script-src " + hash(script)
                + "; base-uri 'none'; form-action 'none'";
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** As a browser sees it, to which every end of a line is the same. */
    private static String resource(String name) {
        try (InputStream in = PageTemplate.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
