package io.accountsync.cli;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.ProcessCharset;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The arguments as they were typed. In a locale without UTF-8 Java 17 makes a question mark, or U+FFFD, of each byte that its
 * charset lacks, and the key of another record may come of that; Linux still has the bytes.
 */
final class GivenArguments {
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
    private static final char REPLACEMENT = '\uFFFD';

    private GivenArguments() {}

    /**
     * What was typed for these arguments.
     *
     * @throws ConfigurationException when one was damaged on its way and it is not known what it was
     */
    static String[] of(String... received) {
        return Arrays.stream(received).allMatch(GivenArguments::isCertain) ? received : of(commandLine(), received);
    }

    /**
     * The same, from the bytes of the command line.
     *
     * @param bytes each argument of the process with a null byte behind it; empty where the system does not say
     */
    static String[] of(byte[] bytes, String... received) {
        List<byte[]> typed = split(bytes);
        int first = typed.size() - received.length;
        String[] arguments = new String[received.length];
        for (int i = 0; i < received.length; i++) {
            boolean isThere = first > 0 && isFrom(typed.get(first + i), received[i]);
            arguments[i] = isThere ? text(typed.get(first + i), i) : requireWhole(received[i], i);
        }
        return arguments;
    }

    /** Text without the marks of it was not damaged. */
    private static boolean isCertain(String argument) {
        boolean marksByQuestion = ProcessCharset.get().equals(StandardCharsets.US_ASCII);
        return argument.indexOf(REPLACEMENT) < 0 && !(marksByQuestion && argument.indexOf('?') >= 0);
    }

    private static byte[] commandLine() {
        try {
            return Files.readAllBytes(COMMAND_LINE);
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private static List<byte[]> split(byte[] bytes) {
        List<byte[]> parts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == 0) {
                parts.add(Arrays.copyOfRange(bytes, from, i));
                from = i + 1;
            }
        }
        return parts;
    }

    /** Whether these bytes can have become that text: the ASCII in both is the same, in the same order. */
    private static boolean isFrom(byte[] typed, String received) {
        return ascii(new String(typed, StandardCharsets.ISO_8859_1)).equals(ascii(received));
    }

    private static String ascii(String text) {
        return text.chars()
                .filter(c -> c < 0x80 && c != '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String text(byte[] typed, int index) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(typed))
                    .toString();
        } catch (CharacterCodingException e) {
            throw damaged(index);
        }
    }

    private static String requireWhole(String received, int index) {
        if (isCertain(received)) {
            return received;
        }
        throw damaged(index);
    }

    /** The argument itself may be a secret, and cannot be shown. */
    private static ConfigurationException damaged(int index) {
        return new ConfigurationException(
                "Argument " + (index + 1) + " of the command line has letters that the locale of " + "this process ("
                        + ProcessCharset.text() + ") does not have. Give it in UTF-8. " + ProcessCharset.REMEDY);
    }
}
