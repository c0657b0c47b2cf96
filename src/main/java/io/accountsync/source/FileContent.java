package io.accountsync.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** The bytes of one file, wherever it lies, for one reading of it. */
interface FileContent {
    /** What messages call the file; never with a password or a parameter of an address. */
    String name();

    /**
     * Opens it at its beginning.
     *
     * @throws SourceException when it is not there, or may not be read
     * @throws IOException whatever else went wrong
     */
    InputStream open() throws IOException;

    /** Whether it can be opened more than once, to look for what is wrong with it. */
    boolean canBeReadAgain();

    /** Whether its name says that its bytes are packed. */
    default boolean isNamedGzip() {
        return name().toLowerCase(Locale.ROOT).endsWith(".gz");
    }

    /**
     * Makes sure, behind the last row, that what was read is the file, and all of it.
     *
     * @param showsItsEnd whether the bytes themselves would show that some are lacking, as those of gzip and of a JSON array do
     * @throws SourceException when it is not
     */
    void requireWhole(boolean showsItsEnd);
}
