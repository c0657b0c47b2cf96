package io.accountsync.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicCodesTest {
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "required", "CALL 555-0100", "A__B", "_A", "A_", "Ä_B", "<B>", "A\nB", "4711"})
    void whatDoesNotLookLikeACodeOfSalesforceIsOther(String code) {
        assertThat(PublicCodes.of(code)).isEqualTo("OTHER");
        assertThat(PublicCodes.of("A".repeat(81))).isEqualTo("OTHER");
    }

    @ParameterizedTest
    @ValueSource(strings = {"REQUIRED_FIELD_MISSING", "UNABLE_TO_LOCK_ROW", "GONE", "ERROR_HTTP_503"})
    void aCodeIsItself(String code) {
        assertThat(PublicCodes.of(code)).isEqualTo(code);
    }

    @Test
    void whatIsOtherIsCountedTogether() {
        assertThat(PublicCodes.of(Map.of("a b", 2L, "c d", 3L, "GONE", 1L)))
                .containsOnly(Map.entry("OTHER", 5L), Map.entry("GONE", 1L));
    }
}
