package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.state.FirstStepNotes.Note;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is noted of first steps of which nobody has heard, each sync for itself. */
abstract class FirstStepNotesContract extends StateContract {
    FirstStepNotesContract(TestDatabase on) {
        super(on);
    }

    @Test
    void aNoteLastsUntilItIsKnownWhatBecameOfItsRecord() {
        FirstStepNotes notes = notes("accounts");
        notes("others").begin(List.of(note("a")));
        notes.begin(List.of(note("a"), note("b")));
        notes.beginOfJob("750", List.of("b", "c", "d"));
        notes.beginOfJob("751", List.of("e"));

        assertThat(notes.among(List.of("a", "b", "x"))).containsExactlyInAnyOrder("a", "b");
        assertThat(notes.ofJob("750", List.of("a", "b", "c", "e"))).containsExactlyInAnyOrder("b", "c");
        assertThat(notes.page("a", 2)).containsExactly(new Note("b", null, true), new Note("c", null, true));
        notes.end(List.of("c"));
        notes.keepOfJob("750");
        notes.endOfJob("750");
        notes.endOfJob("751");
        assertThat(notes.page("", 9))
                .containsExactly(note("a"), new Note("b", null, false), new Note("d", null, false));
        notes.clear();
        assertThat(notes.page("", 9)).isEmpty();
        assertThat(notes("others").among(List.of("a"))).containsExactly("a");
    }

    @Test
    void whatWasSentGoesWithTheOtherPayloadsOrWhenItIsOld() {
        FirstStepNotes notes = notes("accounts");
        notes.begin(List.of(note("a")));

        notes.deletePayloadsOlderThan(Duration.ofDays(1));
        assertThat(notes.page("", 9)).containsExactly(note("a"));
        notes.deletePayloadsOlderThan(Duration.ofDays(-1));
        assertThat(notes.page("", 9)).containsExactly(new Note("a", null, false));
        notes.begin(List.of(note("a")));
        notes.deletePayloads();
        assertThat(notes.page("", 9)).containsExactly(new Note("a", null, false));
    }

    @Test
    void aRecordThatIsForgottenLeavesNone() {
        notes("accounts").begin(List.of(note("a"), note("b")));

        new RecordTrace(database, "accounts").forget("a", Duration.ZERO);

        assertThat(notes("accounts").page("", 9)).containsExactly(note("b"));
    }

    private FirstStepNotes notes(String sync) {
        return new SyncState(database, sync, null).halfDone().notes();
    }

    private static Note note(String key) {
        return new Note(key, "{\"Name\":\"" + key + "\"}", false);
    }
}

class FirstStepNotesSqliteTest extends FirstStepNotesContract {
    FirstStepNotesSqliteTest() {
        super(TestDatabase.SQLITE);
    }
}

class FirstStepNotesPostgresTest extends FirstStepNotesContract {
    FirstStepNotesPostgresTest() {
        super(TestDatabase.POSTGRESQL);
    }
}
