package io.accountsync.salesforce.signin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.config.ConfigurationException;
import io.accountsync.config.OwnerOnlyFiles;
import io.accountsync.salesforce.CredentialsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The sign-in that {@code auth url} began, kept until {@code auth exchange} ends it: a private file next to the
 * credentials.
 */
public final class PendingSignIn {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    public PendingSignIn(CredentialsFile credentials) {
        this.file = credentials.path().resolveSibling("auth-url.json");
    }

    /** Keeps a sign-in in place of an earlier one. */
    public void keep(SignIn signIn) {
        try {
            OwnerOnlyFiles.write(file, JSON.writeValueAsString(signIn));
        } catch (IOException e) {
            throw new ConfigurationException(
                    "The file " + file + " cannot be written. Set salesforce.credentials-file to a place that "
                            + System.getProperty("user.name") + " may write to.",
                    e);
        }
    }

    /**
     * The sign-in that was begun last.
     *
     * @throws ConfigurationException when there is none
     */
    public SignIn read() {
        try {
            return JSON.readValue(Files.readString(file), SignIn.class);
        } catch (NoSuchFileException e) {
            throw new ConfigurationException(
                    "No login is under way: " + file
                            + " does not exist. Run account-sync auth url first, in this directory "
                            + "and with the same keys, and open the address that it prints.",
                    e);
        } catch (JsonProcessingException e) {
            // No cause: the parser's message quotes the file.
            throw new ConfigurationException("The file " + file + " is damaged. Run account-sync auth url again.");
        } catch (IOException e) {
            throw new ConfigurationException("The file " + file + " cannot be read. May this user read it?", e);
        }
    }

    /** Forgets it: a code is good once. */
    public void end() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new ConfigurationException("The file " + file + " cannot be deleted. Delete it by hand.", e);
        }
    }
}
