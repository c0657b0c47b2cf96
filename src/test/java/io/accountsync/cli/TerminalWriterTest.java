package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.config.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where text meets the terminal. */
class TerminalWriterTest {
    private static final String STRANGE = "\u001b[2J\r\nfake\u202E\u2066\u0085\u2028\u0000\uD800x\u009b31m\u007f\u200B";
    private static final String ESCAPED =
            "\\u001b[2J\\r\\nfake\\u202e\\u2066\\u0085\\u2028\\u0000\\ud800x\\u009b31m\\u007f\\u200b";

    private final StringWriter terminal = new StringWriter();

    @Test
    void aValueOfAFormatBeginsNoLineOfItsOwn() {
        Output out = new Output(new TerminalWriter(terminal, false));
        out.printf("  %s%n", STRANGE);
        out.println("key " + STRANGE);
        out.println(new StringBuilder(STRANGE));
        assertThat(terminal.toString().lines()).containsExactly("  " + ESCAPED, "key " + ESCAPED, ESCAPED);
    }

    @Test
    void aReportHasALineForEachThingWhateverItIsCalled() {
        TextLines text = new TextLines(4);
        text.line("%s", STRANGE);
        text.named("Org", "%s", STRANGE);
        text.count(2, STRANGE);
        assertThat(text.toString().lines()).containsExactly(ESCAPED, "  Org  " + ESCAPED, "             2 " + ESCAPED);
    }

    @Test
    void whatWasMadeByNobodyWhoEscapesIsEscapedAtTheEnd() {
        Output out = new Output(new TerminalWriter(terminal, true));
        out.print("a" + STRANGE);
        assertThat(terminal.toString()).doesNotContain("\u001b", "\u202E", "\u2028", "\u0000", "\u009b", "\u007f");
    }

    @Test
    void jsonStaysTheSameForWhoeverReadsIt() throws IOException {
        String value = STRANGE.replace("\uD800", "");
        new Output(new TerminalWriter(terminal, false)).print(JsonText.of(Map.of(value, value)) + "\n");
        assertThat(terminal.toString()).doesNotContain("\u202E", "\u2028", "\u009b", "\u007f", "\u200B");
        assertThat(new ObjectMapper().readTree(terminal.toString()).path(value).asText())
                .isEqualTo(value);
    }

    @Test
    void aCharacterThatComesInHalvesIsWhole() throws IOException {
        TerminalWriter writer = new TerminalWriter(terminal, false);
        writer.write("🥐".substring(0, 1));
        writer.write("🥐".substring(1) + "\uD83E");
        writer.close();
        assertThat(terminal).hasToString("🥐\\ud83e");
    }

    @Test
    void coloursAreForATerminalAndNoValueCanMakeOne() {
        Output coloured = new Output(new TerminalWriter(terminal, true));
        coloured.printf("%s %-4s|%n", Colour.RED.of("no\u001b[0m"), Colour.GREEN.of("ok"));
        coloured.printf("%s%n", "\uFDD1red\uFDD5");
        coloured.print("\u001b[31m\n");
        assertThat(terminal)
                .hasToString(
                        "\u001b[31mno\\u001b[0m\u001b[0m \u001b[32mok\u001b[0m  |\n\\ufdd1red\\ufdd5\n\\u001b[31m\n");
    }

    @Test
    void aFileOrPipeHasNoColour() {
        new Output(new TerminalWriter(terminal, false)).printf("%s%n", Colour.RED.of("no"));
        assertThat(terminal).hasToString("no\n");
    }

    @Test
    void aColumnIsAsWideAsItIsSeen() {
        Output out = new Output(new TerminalWriter(terminal, false));
        out.printf("%-8s|%8s|%n", "株式会社", Colour.BOLD.of("🥐"));
        out.printf("%-8s|%8s|%n", "a\u0301b", "ab");
        assertThat(terminal).hasToString("株式会社|      🥐|\na\u0301b      |      ab|\n");
    }

    @Test
    void whatLibrariesPrintOnAStreamIsEscapedToo() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(
                new TerminalStream(new TerminalWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8), false)),
                true,
                StandardCharsets.UTF_8);
        stream.println(new IllegalStateException("Zürich 🥐\u001b[2J\u202E"));
        byte[] croissant = "🥐\n".getBytes(StandardCharsets.UTF_8);
        stream.write(croissant, 0, 2);
        stream.flush();
        stream.write(croissant, 2, croissant.length - 2);
        stream.flush();
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .isEqualTo("java.lang.IllegalStateException: Zürich 🥐\\u001b[2J\\u202e\n🥐\n");
    }
}
