package io.accountsync.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ids in the place of values: everything else in a payload stays as it is, to the digit. */
class OpenPayloadTest {
    private static final ReferenceField OWNER = reference("OwnerId", "Owner", "Email", false, false);

    @Test
    void anIdTakesThePlaceOfItsValueAndNothingElseMoves() {
        OpenPayload payload =
                open("{\"A\":1E+2,\"B\":0.0000001,\"C\":12345678901234567890.10,\"Owner\":{\"Email\":\"a@b\"},"
                        + "\"P\":{\"Customer_Id__c\":\"7\"},\"T\":\"ä😀\\n\\\"\",\"Z\":null,\"Y\":true}");

        assertThat(payload.values()).containsEntry(OWNER, "a@b");
        assertThat(payload.isClosed()).isFalse();
        payload.close(OWNER, "005");

        assertThat(payload.isClosed()).isTrue();
        assertThat(payload.payload().text())
                .isEqualTo("{\"A\":100,\"B\":0.0000001,\"C\":12345678901234567890.10,\"OwnerId\":\"005\","
                        + "\"P\":{\"Customer_Id__c\":\"7\"},\"T\":\"ä\\uD83D\\uDE00\\n\\\"\",\"Z\":null,\"Y\":true}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"Name\":\"A\"} | true",
                "{\"OwnerId\":null} | true",
                "{\"P\":{\"X\":\"1\"}} | true",
                "{\"Owner\":{\"Username\":\"u\"}} | false",
                "{\"Other\":{\"X\":\"1\"}} | false"
            })
    void whatSalesforceCannotResolveKeepsAPayloadOpen(String json, boolean closed) {
        assertThat(open(json).isClosed()).isEqualTo(closed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"` Ada@X.example `|ada@x.example|'ada@x.example'", "O'Neil\\|o'neil\\|'o\\'neil\\\\'"})
    void valuesAreLookedForAsSalesforceComparesThem(String value, String key, String literal) {
        assertThat(OWNER.keyOf(value)).isEqualTo(key);
        assertThat(OWNER.literal(key)).isEqualTo(literal);
    }

    @Test
    void caseCountsWhereTheFieldSaysSo() {
        assertThat(reference("X", "X", "Code__c", false, true).keyOf(" aB ")).isEqualTo("aB");
    }

    @Test
    void numbersAreTheSameHoweverTheyAreWritten() {
        ReferenceField number = reference("X", "X", "Number__c", true, false);
        assertThat(number.keyOf("7.00")).isEqualTo("7");
        assertThat(number.keyOf("7E+1")).isEqualTo("70");
        assertThat(number.literal("7")).isEqualTo("7");
    }

    private static OpenPayload open(String json) {
        return new OpenPayload(Payload.of(json), List.of(OWNER), Set.of("P"));
    }

    private static ReferenceField reference(
            String field, String relationship, String by, boolean numeric, boolean caseSensitive) {
        return new ReferenceField(
                field,
                relationship,
                "User",
                by,
                numeric,
                caseSensitive,
                null,
                null,
                null,
                ReferenceField.Unresolved.LATER);
    }
}
