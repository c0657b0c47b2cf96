package io.accountsync.salesforce;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.accountsync.config.ConfigurationException;
import io.accountsync.config.FileName;
import io.accountsync.config.OwnerOnlyFiles;
import io.accountsync.config.Sentence;
import io.accountsync.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The file that {@code auth} writes and every other command reads where no refresh token is configured. */
public final class CredentialsFile {
    private static final String AGAIN = " Log in again with: account-sync auth login";
    private static final ObjectMapper JSON = new ObjectMapper()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT);

    private final Path file;

    /**
     * What the file holds.
     *
     * @param loginUrl where these credentials are good
     * @param orgId 18 characters, or null
     * @param clientSecret null for an app without one
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Content(
            @JsonProperty("login_url") String loginUrl,
            @JsonProperty("org_id") String orgId,
            @JsonProperty("client_id") String clientId,
            @JsonProperty("client_secret") String clientSecret,
            @JsonProperty("refresh_token") String refreshToken) {

        /**
         * Refuses keys that speak of another app or another place to log in.
         *
         * @throws ConfigurationException naming the key
         */
        public void requireFits(Settings settings) {
            settings.text("salesforce.client-id")
                    .filter(id -> !id.equals(clientId))
                    .ifPresent(other -> differs("salesforce.client-id", "another app"));
            // The default says nothing: the file knows better.
            settings.text("salesforce.login-url")
                    .map(url -> SalesforceAddress.origin("salesforce.login-url", url))
                    .filter(url -> !url.equals(loginUrl) && !url.equals("https://login.salesforce.com"))
                    .ifPresent(other -> differs("salesforce.login-url", "another org"));
        }

        private static void differs(String key, String what) {
            throw new ConfigurationException("The credentials file was written for " + what + " than " + key
                    + " now says." + AGAIN + "; or take the key out; or name another file in "
                    + "salesforce.credentials-file.");
        }

        /** Without secrets. */
        @Override
        public String toString() {
            return "Content[" + loginUrl + ", " + orgId + "]";
        }
    }

    private CredentialsFile(Path file) {
        this.file = file;
    }

    /** The file that the settings name: {@code salesforce.credentials-file}, else one next to the state. */
    public static CredentialsFile of(Settings settings) {
        return new CredentialsFile(settings.text("salesforce.credentials-file")
                .map(name -> FileName.path(name, "salesforce.credentials-file"))
                .orElseGet(() -> FileName.path(settings.required("state.directory"), "state.directory")
                        .resolve("credentials.json"))
                .toAbsolutePath()
                .normalize());
    }

    /** Where it is. */
    public Path path() {
        return file;
    }

    /**
     * What it holds; empty when there is none.
     *
     * @throws ConfigurationException when it is open to others, cannot be read, or is not whole
     */
    public Optional<Content> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            OwnerOnlyFiles.requireClosed(file, "The credentials file " + file);
            Content content = JSON.readValue(Files.readString(file), Content.class);
            requireWhole(content);
            return Optional.of(content);
        } catch (JsonProcessingException e) {
            // No cause: the parser's message quotes the file.
            throw new ConfigurationException(
                    "The credentials file " + file + " is cut short or was not written by account-sync auth." + AGAIN);
        } catch (IOException e) {
            throw new ConfigurationException(
                    "The credentials file " + file + " cannot be read. May this user read it?", e);
        }
    }

    /**
     * Writes it with mode 0600.
     *
     * @throws ConfigurationException when that cannot be done; the old one stays
     */
    public void write(Content content) {
        try {
            OwnerOnlyFiles.write(file, JSON.writeValueAsString(content) + "\n");
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Refuses a place that cannot be written, before a code that is good once is spent. */
    public void requireWritable() {
        try {
            OwnerOnlyFiles.requireWritable(file);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private ConfigurationException unwritable(IOException e) {
        return new ConfigurationException(
                "The credentials file " + file + " cannot be written. Set salesforce.credentials-file to a place that "
                        + System.getProperty("user.name") + " may write to.",
                e);
    }

    private void requireWhole(Content content) {
        String missing = content == null || content.refreshToken() == null
                ? "refresh_token"
                : content.clientId() == null ? "client_id" : content.loginUrl() == null ? "login_url" : null;
        if (missing != null) {
            throw new ConfigurationException(
                    Sentence.closed("The credentials file " + file + " has no " + missing) + AGAIN);
        }
    }
}
