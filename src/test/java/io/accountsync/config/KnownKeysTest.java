package io.accountsync.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A misspelled key is told with the one that was meant; what others may set is let be. */
class KnownKeysTest {
    private final KnownKeys keys = new KnownKeys(List.of("accounts", "clients"), List.of("source.table"));

    @ParameterizedTest
    @CsvSource({
        "sync.batchsize, sync.batch-size",
        "sync.batchSize, sync.batch-size",
        "sync.accounts.shedule, sync.accounts.schedule",
        "sync.clients.batch-sizes, sync.clients.batch-size",
        "sync.account.batch-size, sync.accounts.batch-size",
        "sync.error.UNABLE_TO_LOCK_ROW, sync.errors.UNABLE_TO_LOCK_ROW",
        "state.dir, state.url",
        "source.user, source.url",
        "source.tabel, source.table",
        "salesforce.clientid, salesforce.client-id",
        "salesforce.login.url, salesforce.login-url"
    })
    void aMisspelledKeyIsToldWithTheOneThatWasMeant(String key, String meant) {
        assertThat(keys.mistake(key)).contains("is not a known key; did you mean " + meant + "?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sync.batch-size",
                "sync.accounts.batch-size",
                "sync.clients.schedule",
                "sync.clients.time-zone",
                "sync.errors.UNABLE_TO_LOCK_ROW",
                "sync.clients.errors.DUPLICATES_DETECTED",
                "sync.regions.batch-size",
                "source.table",
                "state.directory"
            })
    void keysForAllSyncsForOneAndForRouteFilesAreKnown(String key) {
        assertThat(keys.mistake(key)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "SYNC_BATCHSIZE, SYNC_BATCH_SIZE",
        "SALESFORCE_CLIENTID, SALESFORCE_CLIENT_ID",
        "SYNC_CLIENTS_SCHEDUEL, SYNC_CLIENTS_SCHEDULE"
    })
    void aMisspelledVariableIsToldWithTheOneThatWasMeant(String variable, String meant) {
        assertThat(keys.mistakeInVariable(variable))
                .contains("is not a known key of account-sync; did you mean " + meant + "?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"SOURCE_DATE_EPOCH", "SYNC_SERVICE_HOST", "SYNC_PORT_8080_TCP_ADDR", "STATE_MACHINE_ARN", "PATH"
            })
    void variablesOfOthersAreLetBe(String variable) {
        assertThat(keys.mistakeInVariable(variable)).isEmpty();
    }

    @Test
    void variablesOfOursAreKnown() {
        assertThat(keys.mistakeInVariable("SYNC_CLIENTS_BATCH_SIZE")).isEmpty();
        assertThat(keys.mistakeInVariable("SOURCE_TABLE")).isEmpty();
    }
}
