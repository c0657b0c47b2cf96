package io.accountsync.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.accountsync.config.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words for what an error asks for: in keys, and in the state. */
class ErrorActionTest {
    @ParameterizedTest
    @CsvSource({
        "retry, RETRY",
        "split, SPLIT",
        "smaller, SPLIT",
        "defer, DEFER",
        "later, DEFER",
        "Later, DEFER",
        "REJECT, REJECT",
        "stop, STOP"
    })
    void aKeyTakesTheWordsOfTodayAndOfBefore(String word, ErrorAction action) {
        assertThat(ErrorRules.parse("SOME_CODE", word)).isEqualTo(action);
    }

    @Test
    void anotherWordIsRefusedWithTheWordsOfToday() {
        assertThatThrownBy(() -> ErrorRules.parse("SOME_CODE", "often"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("sync.errors.SOME_CODE must be one of retry, split, defer, reject, stop");
    }

    @Test
    void theStateKeepsTheWordsThatEarlierVersionsRead() {
        assertThat(ErrorAction.values())
                .extracting(ErrorAction::stateWord)
                .containsExactly("retry", "smaller", "later", "reject", "stop");
    }
}
