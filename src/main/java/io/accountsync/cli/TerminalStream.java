package io.accountsync.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** The bytes of a stream, in UTF-8, on their way to a writer: for the log and for libraries, which print on streams. */
final class TerminalStream extends OutputStream {
    private final Writer to;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final CharBuffer characters = CharBuffer.allocate(4096);
    private ByteBuffer rest = ByteBuffer.allocate(0);

    TerminalStream(Writer to) {
        this.to = to;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer all = ByteBuffer.allocate(rest.remaining() + length);
        all.put(rest).put(bytes, offset, length).flip();
        boolean full = true;
        while (full) {
            full = decoder.decode(all, characters, false).isOverflow();
            characters.flip();
            to.write(characters.toString());
            characters.clear();
        }
        rest = all.slice();
    }

    @Override
    public void flush() throws IOException {
        to.flush();
    }
}
