package io.accountsync.state;

import static io.accountsync.state.Changes.parked;
import static io.accountsync.state.Changes.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of one key of which some are changes and some are not: the newest decides, in whatever order they were read. */
class DuplicatesTest {
    @TempDir
    private Path directory;

    private ChangeSet changes;

    @BeforeEach
    void create() {
        changes = ChangeSet.create(directory, "accounts", 1);
    }

    @AfterEach
    void close() {
        changes.close();
    }

    /**
     * Rows in the order of reading: C(hanged), U(nchanged) or S(leeping, since refused before), with a cursor; then
     * whether the key is sent, and how many rows count as duplicates: changes that fell out while reading, and by settling
     * changes and unchanged ones.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        // one of each
        "C1,           sent, 0, 0, 0",
        "U1,           not, 0, 0, 0",
        "S1,           not, 0, 0, 0",
        // unchanged before a change, and after it
        "U1 C2,        sent, 0, 0, 1",
        "U2 C1,        not, 0, 1, 0",
        "C1 U2,        not, 0, 1, 0",
        "C2 U1,        sent, 0, 0, 1",
        // without a cursor the later row wins
        "U0 C0,        sent, 0, 0, 1",
        "C0 U0,        not, 0, 1, 0",
        // refused before, likewise
        "S1 C2,        sent, 1, 0, 0",
        "S2 C1,        not, 1, 0, 0",
        "C1 S2,        not, 1, 0, 0",
        "C2 S1,        sent, 1, 0, 0",
        // several
        "U1 U2 C3,     sent, 0, 0, 2",
        "U1 C3 U2,     sent, 0, 0, 2",
        "U1 C2 U3,     not, 0, 1, 1",
        "C1 U2 U3,     not, 0, 1, 0",
        "C1 C2 U3,     not, 1, 1, 0",
        "C2 C1 U3,     not, 1, 1, 0",
        "U3 C1 C2,     not, 1, 1, 0",
        "U1 C2 C3,     sent, 1, 0, 1",
        "S1 U2 C3,     sent, 1, 0, 1",
        "C3 S1 U2,     sent, 1, 0, 1",
        "S1 C2 U3 S4,  not, 2, 0, 1",
        "U2 S1,        not, 0, 1, 0",
        "U9 C1 C2 C3,  not, 2, 1, 0",
        "C1 C9 C5 U4 S8 U7,  sent, 3, 0, 2"
    })
    void theNewestRowDecides(String rows, String sent, long reading, long changed, long unchanged) {
        long fellOut = 0;
        long sequence = 0;
        for (String row : rows.split(" ")) {
            long cursor = Long.parseLong(row.substring(1));
            sequence++;
            switch (row.charAt(0)) {
                case 'C' -> fellOut += changes.add(List.of(read("a", cursor, sequence)));
                case 'U' -> changes.unchanged("a", cursor, sequence);
                default -> fellOut += changes.addRejected(List.of(read("a", cursor, sequence)));
            }
        }
        changes.add(List.of(read("another", 0, ++sequence)));
        changes.unchanged("a third", 0, ++sequence);

        Duplicates duplicates = changes.deduplicate();

        assertThat(fellOut).isEqualTo(reading);
        assertThat(duplicates).isEqualTo(new Duplicates(changed, unchanged));
        assertThat(duplicates.total()).isEqualTo(changed + unchanged);
        assertThat(changes.counts().size(Change.Origin.READ)).isEqualTo(sent.equals("sent") ? 2 : 1);
    }

    @Test
    void ofSeveralChangesTheNewestIsComparedWithTheRowsThatNeedNoSending() {
        changes.add(List.of(read("a", 1, 1)));
        changes.unchanged("a", 2, 2);
        changes.add(List.of(read("a", 3, 3)));

        assertThat(changes.deduplicate()).isEqualTo(new Duplicates(0, 1));
        assertThat(changes.counts().size(Change.Origin.READ)).isEqualTo(1);
    }

    @Test
    void aRowThatNeedsNoSendingDoesNotTakeOutAParkedRecord() {
        changes.unchanged("a", 5, 1);
        changes.addRetried(List.of(parked("a")));

        assertThat(changes.deduplicate()).isEqualTo(new Duplicates(0, 0));
        assertThat(changes.counts().size(Change.Origin.RETRIED)).isEqualTo(1);
    }

    @Test
    void withoutRowsThatNeedNoSendingThereIsNothingToSettle() {
        changes.add(List.of(read("a", 1, 1)));

        assertThat(changes.deduplicate()).isEqualTo(new Duplicates(0, 0));
    }

    @Test
    void keysOfAnyTextAreSettled() {
        String huge = "K".repeat(100_000);
        List<String> keys = List.of("ü😀", "a\0b", "'\"\\", "東京".repeat(40_000), huge, "");

        long sequence = 0;
        for (String key : keys) {
            changes.unchanged(key, 1, ++sequence);
            changes.add(List.of(read(key, 2, ++sequence)));
        }

        assertThat(changes.deduplicate()).isEqualTo(new Duplicates(0, keys.size()));
    }
}
