package io.accountsync.init;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Sentence;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes a sync file where none is. */
public record SyncFileWriter(Path file) {
    /**
     * Refuses to go on where the file is there already.
     *
     * @throws ConfigurationException saying what to do instead
     */
    public void requireAbsent() {
        if (Files.exists(file)) {
            throw isThere(null);
        }
    }

    /**
     * Writes the file, and the directories that lead to it.
     *
     * @throws ConfigurationException when it is there already, or cannot be written
     */
    public void write(String text) {
        try {
            if (file.getParent() != null) {
                Files.createDirectories(file.getParent());
            }
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw isThere(e);
        } catch (IOException e) {
            throw new ConfigurationException(file + " cannot be written: " + Sentence.said(e), e);
        }
    }

    private ConfigurationException isThere(Exception cause) {
        return new ConfigurationException(
                Sentence.closed(file + " is there already, and is not overwritten")
                        + " Give the sync another name (account-sync init NAME ...), or remove that file",
                cause);
    }
}
