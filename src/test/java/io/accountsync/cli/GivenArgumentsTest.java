package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.accountsync.config.ConfigurationException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Arguments that Java read in a charset without their letters. */
class GivenArgumentsTest {
    private static final String DAMAGED = "K\uFFFD\uFFFDrz-1";

    @Test
    void whatWasTypedComesFromTheBytesOfTheCommandLine() {
        byte[] bytes = line(StandardCharsets.UTF_8, "java", "-jar", "account-sync.jar", "explain", "K\u00FCrz-1");
        assertThat(GivenArguments.of(bytes, "explain", DAMAGED)).containsExactly("explain", "K\u00FCrz-1");
        assertThat(GivenArguments.of(bytes, "explain", "K??rz-1")).containsExactly("explain", "K\u00FCrz-1");
    }

    @Test
    void aQuestionMarkThatWasTypedStaysOne() {
        byte[] bytes = line(StandardCharsets.UTF_8, "java", "Main", "why?", "\u00DF?");
        assertThat(GivenArguments.of(bytes, "why?", "\uFFFD\uFFFD?")).containsExactly("why?", "\u00DF?");
    }

    @Test
    void aLetterThatIsNoUtf8IsRefusedByItsPlaceAndWithoutItsValue() {
        byte[] bytes = line(StandardCharsets.ISO_8859_1, "java", "Main", "forget", "K\u00FCrz-1");
        assertThatThrownBy(() -> GivenArguments.of(bytes, "forget", "K\uFFFDrz-1"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Argument 2")
                .hasMessageContaining("Set LC_ALL=C.UTF-8")
                .hasMessageNotContaining("rz-1");
    }

    @Test
    void whereTheSystemDoesNotTellTheBytesADamagedArgumentIsRefused() {
        assertThatThrownBy(() -> GivenArguments.of(new byte[0], "explain", DAMAGED))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Argument 2");
        assertThat(GivenArguments.of(new byte[0], "explain", "K-1")).containsExactly("explain", "K-1");
    }

    @Test
    void aCommandLineOfSomethingElseIsNotTaken() {
        byte[] bytes = line(StandardCharsets.UTF_8, "java", "@arguments");
        assertThatThrownBy(() -> GivenArguments.of(bytes, DAMAGED)).hasMessageContaining("Argument 1");
    }

    private static byte[] line(Charset charset, String... arguments) {
        return (String.join("\0", arguments) + "\0").getBytes(charset);
    }
}
