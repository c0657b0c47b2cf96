package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.accountsync.config.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicKeyFileTest {
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

    @TempDir
    Path directory;

    @Test
    void publicKeyOfAnAppIsRead() throws Exception {
        PublicKey key = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPublic();
        Path file = write("-----BEGIN PUBLIC KEY-----\n" + LINES.encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n");

        assertThat(PublicKeyFile.read(file)).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not a certificate",
                "-----BEGIN PUBLIC KEY-----\nAAAA",
                "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"
            })
    void fileWithoutPublicKeyIsRefusedByName(String text) throws Exception {
        Path file = write(text);

        assertThatThrownBy(() -> PublicKeyFile.read(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("BEGIN CERTIFICATE");
    }

    @Test
    void missingFileIsRefusedByName() {
        assertThatThrownBy(() -> PublicKeyFile.read(directory.resolve("none.crt")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("none.crt");
    }

    private Path write(String text) throws Exception {
        return Files.writeString(directory.resolve("app.crt"), text);
    }
}
