package io.accountsync.dataloader;

/**
 * A setting of Data Loader where somebody wrote it.
 *
 * @param file its name, for messages
 * @param line from 1
 */
record Setting(String file, int line, String key, String value) {
    /** File and line. */
    String place() {
        return file + ", line " + line;
    }

    /** Data Loader takes only this word for yes. */
    boolean isTrue() {
        return value.equals("true");
    }
}
