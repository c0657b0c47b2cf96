package io.accountsync.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A character that nobody sees makes another key: its row is invalid, and the message names it. */
class InvisibleCharactersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uFEFF42",
                "42\u00A0",
                "\u300042",
                "4\u200B2",
                "4\u00AD2",
                "42\u200D",
                "4\u2060" + "2",
                "\u202A42",
                "4\uFEFF2"
            })
    void aKeyWithAnInvisibleCharacterIsInvalidByTheNameOfTheCharacter(String key) {
        assertThatThrownBy(() -> InvisibleCharacters.refuse("Customer_Id__c", key))
                .isInstanceOfSatisfying(
                        InvalidRowException.class, e -> assertThat(e.code()).isEqualTo("INVISIBLE_CHARACTER"))
                .hasMessageMatching(".*U\\+[0-9A-F]{4} \\([a-z -]+\\).*remove it at the source.*")
                .hasMessageNotContaining(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"42", "4 2", "4\u00A02", "می\u200Cخواهم", "ü-1"})
    void otherKeysPass(String key) {
        assertThatCode(() -> InvisibleCharacters.refuse("Customer_Id__c", key)).doesNotThrowAnyException();
    }
}
