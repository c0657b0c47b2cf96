package io.accountsync.salesforce.bulk;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The cells of a line of results, of which only those become texts that are wanted; the others are null. The text comes byte by
 * byte ({@link #CHARSET}), since all that parts cells is ASCII: so only what is wanted is decoded.
 */
final class ResultCells extends AbstractBaseCsvCallbackHandler<String[]> {
    /** How what is read here has to be decoded. */
    static final Charset CHARSET = StandardCharsets.ISO_8859_1;

    private static final int FIRST_ROOM = 32;

    private String[] cells = new String[FIRST_ROOM];
    private int[] wanted;

    /** From the next line on, makes texts only of cells in these places; others than that count for nothing. */
    void takeOnly(int... places) {
        wanted = places;
    }

    @Override
    protected void handleField(int place, char[] line, int offset, int length, boolean quoted) {
        if (place == cells.length) {
            cells = Arrays.copyOf(cells, place * 2);
        }
        cells[place] = isWanted(place) ? decoded(new String(line, offset, length)) : null;
    }

    private boolean isWanted(int place) {
        if (wanted == null) {
            return true;
        }
        for (int one : wanted) {
            if (one == place) {
                return true;
            }
        }
        return false;
    }

    /** The same text, read as UTF-8. */
    private static String decoded(String bytes) {
        for (int i = 0; i < bytes.length(); i++) {
            if (bytes.charAt(i) >= 0x80) {
                return new String(bytes.getBytes(CHARSET), StandardCharsets.UTF_8);
            }
        }
        return bytes;
    }

    @Override
    protected String[] buildRecord() {
        return Arrays.copyOf(cells, getFieldCount());
    }
}
