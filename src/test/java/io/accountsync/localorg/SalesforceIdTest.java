package io.accountsync.localorg;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.schema.SalesforceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SalesforceIdTest {

    @ParameterizedTest
    @CsvSource({
        "00Dx0000000BV7z, 00Dx0000000BV7zEAG",
        "001000000000000, 001000000000000AAA",
        "0011U00000D7oQZ, 0011U00000D7oQZQAZ"
    })
    void checksumFollowsTheCaseOfTheFirstFifteen(String fifteen, String eighteen) {
        assertThat(SalesforceId.parse(fifteen)).contains(eighteen);
        assertThat(SalesforceId.parse(eighteen)).contains(eighteen);
    }

    @ParameterizedTest
    @CsvSource({"0011U00000D7oQZAAA", "0011U00000D7oQ", "0011U00000D7o-Z", "''"})
    void textThatIsNoIdIsRefused(String text) {
        assertThat(SalesforceId.parse(text)).isEmpty();
    }

    @Test
    void numberSurvivesTheWayThroughAnId() {
        String id = SalesforceId.of("001", "5g0", 123_456_789);

        assertThat(id).startsWith("0015g0").hasSize(18);
        assertThat(SalesforceId.numberOf(id, "001", "5g0")).isEqualTo(123_456_789);
        assertThat(SalesforceId.numberOf(id, "003", "5g0")).isEqualTo(-1);
    }
}
