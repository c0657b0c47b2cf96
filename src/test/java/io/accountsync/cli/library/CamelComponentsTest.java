package io.accountsync.cli.library;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Names of components, and what Maven says of one that it cannot fetch. */
class CamelComponentsTest {
    @Test
    void onlyNamesThatAreNearAreMeant() {
        CamelComponents components = CamelComponents.read();
        assertThat(components.lacks("sfpt")).contains("Camel has no component sfpt; did you mean ", "sftp");
        assertThat(components.lacks("nosuchthing")).isEqualTo("Camel has no component nosuchthing");
    }

    @Test
    void mavensReasonIsWhatItDidNotFind() {
        assertThat(
                        MavenFetch.reason(
                                """
                [ERROR]
                [\u001B[1;31mERROR\u001B[m] Failed to execute goal copy-dependencies (default-cli) on project lib: Could not resolve \
                dependencies for project io.accountsync:lib:jar:1: Could not find artifact g:a:jar:9.9.9 in central \
                (https://repo.maven.apache.org/maven2) -> [Help 1]
                """))
                .isEqualTo("Could not find artifact g:a:jar:9.9.9 in central. Are its name and version right?");
        assertThat(MavenFetch.reason("[ERROR] \n[ERROR] Unknown host repo.example -> [Help 1]\n"))
                .isEqualTo("Unknown host repo.example -> [Help 1]");
        assertThat(MavenFetch.reason("")).startsWith("it did not say why; run it with");
    }
}
