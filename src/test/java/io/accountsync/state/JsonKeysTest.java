package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonKeysTest {
    private static final List<String> AWKWARD = List.of(
            "c-1",
            "",
            " ",
            "say \"hello\"",
            "back\\slash",
            "tab\tline\nreturn\r",
            "nul\0",
            "\u001f",
            "\u007f\u2028",
            "Łódź",
            "\uD83D\uDE00");

    @Test
    void keysAreTheJsonThatAnyWriterMakesOfThem() throws Exception {
        assertThat(JsonKeys.of(AWKWARD)).isEqualTo(new ObjectMapper().writeValueAsString(AWKWARD));
        assertThat(JsonKeys.of(List.of())).isEqualTo("[]");
    }

    @Test
    void keysAreReadAsTheyWereWritten() {
        assertThat(JsonKeys.read(JsonKeys.of(AWKWARD))).isEqualTo(AWKWARD);
        assertThat(AWKWARD).allMatch(key -> JsonKeys.contains(JsonKeys.of(AWKWARD), key));
    }
}
