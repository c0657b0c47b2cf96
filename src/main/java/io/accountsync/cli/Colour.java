package io.accountsync.cli;

import io.accountsync.config.ShownText;
import picocli.CommandLine.Help.Ansi.IStyle;

/**
 * Colours of a terminal. Until it gets there a text has marks, characters that Unicode keeps for use inside a program and that
 * are escaped in every text of others: {@link TerminalWriter} turns them into colours, or leaves them out.
 */
enum Colour implements IStyle {
    BOLD('\uFDD0', "1"),
    RED('\uFDD1', "31"),
    GREEN('\uFDD2', "32"),
    YELLOW('\uFDD3', "33"),
    CYAN('\uFDD4', "36");

    /** Ends all of them. */
    static final char END = '\uFDD5';

    private final char mark;
    private final String code;

    Colour(char mark, String code) {
        this.mark = mark;
        this.code = code;
    }

    /** A text in this colour, as a value of a line. */
    Shown of(String text) {
        return new Shown(ShownText.line(text), this);
    }

    @Override
    public String on() {
        return String.valueOf(mark);
    }

    @Override
    public String off() {
        return String.valueOf(END);
    }

    static boolean isMark(char character) {
        return character >= BOLD.mark && character <= END;
    }

    /** The text without any. */
    static String without(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.chars().filter(c -> !isMark((char) c)).forEach(c -> plain.append((char) c));
        return plain.toString();
    }

    /** What a terminal obeys. */
    static String sequence(char mark) {
        return "\u001b[" + (mark == END ? "0" : values()[mark - BOLD.mark].code) + "m";
    }
}
