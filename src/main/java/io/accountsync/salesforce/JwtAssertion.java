package io.accountsync.salesforce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.config.ConfigurationException;
import io.accountsync.config.FileName;
import io.accountsync.config.OwnerOnlyFiles;
import io.accountsync.config.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/**
 * Signs assertions of the JWT bearer flow (RFC 7523) for one user: RS256 with the private key of a certificate that the app
 * knows.
 */
public final class JwtAssertion {
    /** Salesforce takes no assertion that expires later than that. */
    private static final Duration LIFETIME = Duration.ofMinutes(3);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String clientId;
    private final String username;
    private final String audience;
    private final PrivateKey key;

    private JwtAssertion(String clientId, String username, String audience, PrivateKey key) {
        this.clientId = clientId;
        this.username = username;
        this.audience = audience;
        this.key = key;
    }

    /**
     * Reads the keys of this flow.
     *
     * @throws ConfigurationException when the private key cannot be read, is open to others, or is none
     */
    static JwtAssertion from(Settings settings, String loginUrl) {
        return new JwtAssertion(
                settings.required("salesforce.client-id"),
                settings.required("salesforce.username"),
                settings.text("salesforce.audience").orElse(loginUrl),
                privateKey(FileName.path(
                        settings.required("salesforce.private-key-file"), "salesforce.private-key-file")));
    }

    /** An assertion that is good from now on for three minutes. */
    String sign(Instant now) {
        String claims = json(Map.of(
                "iss", clientId,
                "sub", username,
                "aud", audience,
                "exp", now.plus(LIFETIME).getEpochSecond()));
        String signed = encoded("{\"alg\":\"RS256\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + encoded(claims.getBytes(StandardCharsets.UTF_8));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + encoded(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new ConfigurationException(
                    "The key in salesforce.private-key-file cannot sign: it must be an RSA key of 2048 bits or more.",
                    e);
        }
    }

    private static PrivateKey privateKey(Path file) {
        String place = "salesforce.private-key-file " + file;
        try {
            OwnerOnlyFiles.requireClosed(file, place);
            String pem = Files.readString(file);
            if (pem.contains("BEGIN RSA PRIVATE KEY") || pem.contains("BEGIN ENCRYPTED PRIVATE KEY")) {
                throw new ConfigurationException(place
                        + " has a form that Java does not read. Turn it into an unencrypted PKCS#8 file, which begins "
                        + "with BEGIN PRIVATE KEY: openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW");
            }
            String base64 = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (IOException e) {
            throw new ConfigurationException(place + " cannot be read. Does it exist, and may this user read it?", e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new ConfigurationException(
                    place
                            + " is not an RSA private key in PEM form. It begins with BEGIN PRIVATE KEY; the certificate is the other "
                            + "file, for the app.",
                    e);
        }
    }

    private static String json(Map<String, Object> claims) {
        try {
            return JSON.writeValueAsString(claims);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers always make JSON", e);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
