package io.accountsync.cli;

import io.accountsync.config.ShownText;
import java.io.IOException;
import java.io.Writer;

/**
 * Where all text of the process meets the terminal: whatever it is made of, nothing passes that a terminal would obey, but line
 * ends and the colours of {@link Colour}. In JSON the escapes are those of JSON, which mean the same to whoever reads it.
 */
final class TerminalWriter extends OneWayWriter {
    private final boolean colours;
    private String half = "";

    /** @param colours whether marks of colours become colours; else they are left out */
    TerminalWriter(Writer terminal, boolean colours) {
        super(terminal);
        this.colours = colours;
    }

    @Override
    public synchronized void write(char[] text, int offset, int length) throws IOException {
        String all = half + new String(text, offset, length);
        boolean isHalf = !all.isEmpty() && Character.isHighSurrogate(all.charAt(all.length() - 1));
        half = isHalf ? all.substring(all.length() - 1) : "";
        writeWhole(isHalf ? all.substring(0, all.length() - 1) : all);
    }

    private void writeWhole(String text) throws IOException {
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            if (Colour.isMark(text.charAt(i))) {
                out.write(ShownText.lines(text.substring(from, i)));
                out.write(colours ? Colour.sequence(text.charAt(i)) : "");
                from = i + 1;
            }
        }
        out.write(ShownText.lines(text.substring(from)));
    }

    @Override
    public synchronized void close() throws IOException {
        writeWhole(half);
        half = "";
        super.close();
    }
}
