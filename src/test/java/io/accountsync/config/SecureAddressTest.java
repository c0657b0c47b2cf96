package io.accountsync.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets and rows go out by TLS, or stay in this machine; what a host is called proves nothing. */
class SecureAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://acme.my.salesforce.com",
                "HTTPS://hooks.example/x?y",
                "http://localhost:8080/x",
                "http://127.0.0.1",
                "http://127.255.0.9:1/",
                "http://[::1]:80/",
                "http://[0:0:0:0:0:0:0:1]/"
            })
    void tlsAndThisMachineAreGood(String address) {
        assertThat(SecureAddress.parse(address)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.attacker.invalid",
                "http://127.0.0.1.attacker.invalid/",
                "http://127.0.0.256/",
                "http://127.1/",
                "http://localhost.attacker.invalid",
                "http://alocalhost",
                "http://[::2]/",
                "http://127.0.0.1@attacker.invalid/",
                "http://acme.my.salesforce.com",
                "ftp://localhost/",
                "//localhost/",
                "localhost",
                "http://",
                "http://a b"
            })
    void allElseIsNot(String address) {
        assertThat(SecureAddress.parse(address)).isEmpty();
    }
}
