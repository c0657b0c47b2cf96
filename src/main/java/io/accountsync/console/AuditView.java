package io.accountsync.console;

import io.accountsync.state.AuditEntry;
import io.accountsync.state.AuditLog;
import java.time.Instant;
import java.util.List;

/** What people did by the console. Only for whoever is signed in. */
final class AuditView {
    private static final int PAGE = 100;

    private final ConsoleState state;

    AuditView(ConsoleState state) {
        this.state = state;
    }

    /** @param result null while it goes on, and for ever when the process was cut off */
    private record Entry(
            Instant at, String who, String address, String action, String sync, String subject, String result) {
        static Entry of(AuditEntry entry) {
            return new Entry(
                    Instant.ofEpochMilli(entry.at()),
                    entry.who(),
                    entry.address(),
                    entry.action(),
                    entry.sync(),
                    entry.subject(),
                    entry.result());
        }
    }

    Answer show(Asked asked) {
        List<AuditEntry> entries = state.find()
                .map(database -> new AuditLog(database).page(Long.MAX_VALUE, PAGE))
                .orElse(List.of());
        return Answer.of(entries.stream().map(Entry::of).toList());
    }
}
