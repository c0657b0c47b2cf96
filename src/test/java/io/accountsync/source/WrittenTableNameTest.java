package io.accountsync.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenTableNameTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "sync_log, \"SYNC_LOG\"",
                "crm.sync_log, \"CRM\".\"SYNC_LOG\"",
                "crm.\"Sync-Log\", \"CRM\".\"Sync-Log\"",
                "[my db].dbo.[Sync Log], \"my db\".\"DBO\".\"Sync Log\"",
                "`crm`.`log`, \"crm\".\"log\"",
                "größe, \"GRÖSSE\"",
                "[a\"b], \"a\"\"b\""
            })
    void aNameIsQuotedAsTheDatabaseMeansIt(String written, String sql) throws Exception {
        try (Connection h2 = DriverManager.getConnection("jdbc:h2:mem:names")) {
            assertThat(WrittenTableName.of(written).orElseThrow().sql(h2.getMetaData()))
                    .isEqualTo(sql);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "log; drop table customers",
                "log where 1=1",
                "a.b.c.d",
                "log.",
                ".log",
                "a..b",
                "\"open",
                "\"a\"\"b\"",
                "log--",
                "(select 1)",
                "1log"
            })
    void whatIsNoNameIsNone(String written) {
        assertThat(WrittenTableName.of(written)).isEmpty();
    }

    @Test
    void aNameWithoutQuotesKeepsItsCaseWhereTheDatabaseDoes() throws Exception {
        try (Connection sqlite = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            assertThat(WrittenTableName.of("Sync_Log").orElseThrow().sql(sqlite.getMetaData()))
                    .isEqualTo("\"Sync_Log\"");
        }
    }
}
