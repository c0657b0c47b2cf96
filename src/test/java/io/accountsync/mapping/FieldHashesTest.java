package io.accountsync.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** With a secret nobody can try values against the hashes in the state; hashes from before it still count. */
class FieldHashesTest {
    private static final FieldHashes PLAIN = FieldHashes.plain();
    private static final FieldHashes KEYED = FieldHashes.keyed("a secret of the environment");
    private static final String ACME = "{\"Key__c\":\"1\",\"Name\":\"Acme\",\"Phone\":\"555 0100\"}";
    private static final String CALLED_ELSEWHERE = ACME.replace("0100", "0199");

    @Test
    void onlyWhatChangedIsLeftWithASecretAndWithout() {
        for (FieldHashes by : new FieldHashes[] {PLAIN, KEYED}) {
            assertThat(left(CALLED_ELSEWHERE, hashes(ACME, by), by))
                    .isEqualTo("{\"Key__c\":\"1\",\"Phone\":\"555 0199\"}");
            assertThat(left(ACME, hashes(ACME, by), by)).isEqualTo("{\"Key__c\":\"1\"}");
        }
    }

    @Test
    void withoutTheSecretAGuessCannotBeTried() {
        byte[] kept = hashes(ACME, KEYED);

        assertThat(left(ACME, kept, PLAIN)).isEqualTo(ACME);
        assertThat(left(ACME, kept, FieldHashes.keyed("another secret of ours")))
                .isEqualTo(ACME);
        assertThat(new String(kept, StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(hashes(ACME, PLAIN), 16, 8, StandardCharsets.ISO_8859_1));
    }

    @Test
    void whatWasKeptBeforeTheSecretStillCounts() {
        assertThat(left(CALLED_ELSEWHERE, hashes(ACME, PLAIN), KEYED))
                .isEqualTo("{\"Key__c\":\"1\",\"Phone\":\"555 0199\"}");
    }

    @Test
    void aSecretThatCanBeGuessedIsNone() {
        assertThat(FieldHashes.keyed("short")).isNull();
    }

    private static byte[] hashes(String payload, FieldHashes by) {
        return Payload.of(payload).hashes(by);
    }

    private static String left(String payload, byte[] kept, FieldHashes by) {
        return Payload.of(payload).withoutSame(kept, "Key__c", by).text();
    }
}
