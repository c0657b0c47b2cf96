package io.accountsync.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A table as people write it. */
class TableNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "crm.\"Kunden-Stamm\"",
                "\"crm\".\"Kunden-Stamm\"",
                "`crm`.`Kunden-Stamm`",
                "[crm].[Kunden-Stamm]",
                "crm.Kunden-Stamm",
                "\"Kunden-Stamm\"",
                "kunden-stamm"
            })
    void aNameInTheQuotesOfSqlIsTheSameName(String written) {
        assertThat(new TableName("crm", "Kunden-Stamm").isMeantBy(written)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sales.\"Kunden-Stamm\"", "crm.kunden", "\"crm.Kunden\"-Stamm\""})
    void anotherIsNot(String written) {
        assertThat(new TableName("crm", "Kunden-Stamm").isMeantBy(written)).isFalse();
    }
}
