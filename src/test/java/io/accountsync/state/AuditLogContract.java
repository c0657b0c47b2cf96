package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

abstract class AuditLogContract extends StateContract {
    AuditLogContract(TestDatabase on) {
        super(on);
    }

    @Test
    void anActionIsKnownBeforeItIsDoneAndGetsItsResultAfterIt() {
        AuditLog audit = new AuditLog(database);
        long first = audit.begin("ada", "127.0.0.1", "retry", "accounts", null);
        long second = audit.begin("ada\0", "127.0.0.1", "approve", "accounts", "plan-1");

        assertThat(audit.page(Long.MAX_VALUE, 10))
                .extracting(AuditEntry::id, AuditEntry::result, AuditEntry::endedAt)
                .containsExactly(tuple(second, null, null), tuple(first, null, null));

        audit.end(first, "3 records");

        AuditEntry done = audit.page(second, 10).get(0);
        assertThat(done.result()).isEqualTo("3 records");
        assertThat(done.endedAt()).isNotNull();
        assertThat(done.who()).isEqualTo("ada");
    }

    @Test
    void aForgottenKeyIsGoneFromTheAuditTableAndTheActionIsNot() {
        new SyncedRecords(database, "accounts").confirm(List.of(new SyncedRecord("k1", new byte[16], null)), 1);
        AuditLog audit = new AuditLog(database);
        audit.begin("ada", "127.0.0.1", "retry", "accounts", "k1");
        audit.begin("ada", "127.0.0.1", "retry", "others", "k1");

        new RecordTrace(database, "accounts").forget("k1", Duration.ofMinutes(1));

        assertThat(audit.page(Long.MAX_VALUE, 10))
                .extracting(AuditEntry::sync, AuditEntry::subject)
                .containsExactly(tuple("others", "k1"), tuple("accounts", AuditLog.FORGOTTEN));
    }
}

class AuditLogSqliteTest extends AuditLogContract {
    AuditLogSqliteTest() {
        super(TestDatabase.SQLITE);
    }
}

class AuditLogPostgresTest extends AuditLogContract {
    AuditLogPostgresTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
