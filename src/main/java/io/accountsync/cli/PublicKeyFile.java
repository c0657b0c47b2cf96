package io.accountsync.cli;

import io.accountsync.config.ConfigurationException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** The certificate of an app, as one uploads it to Salesforce, or its public key alone; both in PEM form. */
final class PublicKeyFile {
    private static final String KEY_HEADER = "-----BEGIN PUBLIC KEY-----";
    private static final String KEY_FOOTER = "-----END PUBLIC KEY-----";

    private PublicKeyFile() {}

    /** @throws ConfigurationException when the file cannot be read or holds neither */
    static PublicKey read(Path file) {
        try {
            String pem = Files.readString(file, StandardCharsets.US_ASCII);
            return pem.contains(KEY_HEADER) ? key(pem) : certificate(pem);
        } catch (IOException e) {
            throw new ConfigurationException("The certificate " + file + " does not exist or cannot be read.");
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new ConfigurationException("The file " + file + " holds no certificate (BEGIN CERTIFICATE) and no RSA"
                    + " public key (BEGIN PUBLIC KEY) in PEM form; a private key stays with the client.");
        }
    }

    private static PublicKey key(String pem) throws GeneralSecurityException {
        String base64 = pem.substring(pem.indexOf(KEY_HEADER) + KEY_HEADER.length(), end(pem));
        return KeyFactory.getInstance("RSA")
                .generatePublic(new X509EncodedKeySpec(Base64.getMimeDecoder().decode(base64)));
    }

    private static int end(String pem) {
        int end = pem.indexOf(KEY_FOOTER);
        if (end < 0) {
            throw new IllegalArgumentException("no " + KEY_FOOTER);
        }
        return end;
    }

    private static PublicKey certificate(String pem) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                .getPublicKey();
    }
}
