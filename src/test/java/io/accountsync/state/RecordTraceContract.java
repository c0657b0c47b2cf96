package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.state.RecordTrace.Trace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

abstract class RecordTraceContract extends StateContract {
    RecordTraceContract(TestDatabase on) {
        super(on);
    }

    @Test
    void everythingThatIsKnownOfARecordIsFoundAndErased() {
        SyncState accounts = new SyncState(database, "accounts", null);
        accounts.records().confirm(List.of(new SyncedRecord("k1", new byte[16], "001000000000001AAA")), 7);
        accounts.records().confirm(List.of(new SyncedRecord("k2", new byte[16], null)), 7);
        accounts.rejected()
                .add(List.of(new RejectedRecord("k1", null, "{\"Name\":\"N\"}", null, "reject", "CODE", "m", "Name")));
        accounts.rejected().retries().retry(List.of("k1"));
        accounts.sent().begin(8, List.of("k1", "k2"));
        accounts.missing().add(List.of("k1"), 8);
        accounts.versions().keep("kafka:accounts/0", Map.of("k1", 5L, "deleted by a stream", 6L));
        RecordTrace trace = new RecordTrace(database, "accounts");

        Trace found = trace.find(" K1 ").orElseThrow();
        assertThat(found.key()).isEqualTo("k1");
        assertThat(found.confirmed().salesforceId()).isEqualTo("001000000000001AAA");
        assertThat(found.confirmed().fingerprint()).isEqualTo("0".repeat(32));
        assertThat(found.confirmed().runId()).isEqualTo(7);
        assertThat(found.rejection().record().code()).isEqualTo("CODE");
        assertThat(found.rejection().attempts()).isEqualTo(1);
        assertThat(found.due()).isTrue();
        assertThat(found.onItsWay()).isTrue();
        assertThat(found.missingSince()).isNotNull();

        trace.forget("k1", Duration.ofMinutes(1));

        assertThat(trace.find("k1")).isEmpty();
        assertThat(accounts.missing().since("k1")).isEmpty();
        assertThat(accounts.versions().find(List.of("k1"), "kafka:accounts/0")).isEmpty();
        assertThat(trace.find("deleted by a stream")).isPresent();
        assertThat(trace.find("k2").orElseThrow().missingSince()).isNull();
        assertThat(trace.find("k2").orElseThrow().confirmed().fingerprint())
                .as("it was in doubt with the other")
                .isNull();
        assertThat(new RecordTrace(database, "others").find("k2")).isEmpty();
    }
}

class RecordTraceSqliteTest extends RecordTraceContract {
    RecordTraceSqliteTest() {
        super(TestDatabase.SQLITE);
    }
}

class RecordTracePostgresTest extends RecordTraceContract {
    RecordTracePostgresTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
