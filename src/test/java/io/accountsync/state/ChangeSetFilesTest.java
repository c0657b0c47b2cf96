package io.accountsync.state;

import static io.accountsync.state.Changes.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.accountsync.mapping.Payload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of a change set: nobody else's, and gone however the run ends. */
class ChangeSetFilesTest {
    @TempDir
    private Path directory;

    @Test
    void theFilesHaveNoNameWhileTheyAreInUseSoThatNobodyElseCanReadOrDeleteThem() {
        try (ChangeSet changes = filled(directory, "accounts", 1)) {
            changes.unchanged("b", 1, 2);
            assertThat(directory).isEmptyDirectory();

            changes.deduplicate();

            assertThat(directory).isEmptyDirectory();
        }
    }

    @Test
    void whoTakesASyncOverTakesNothingFromTheRunThatStoodStillOrFromAnotherStateInThatDirectory() {
        try (ChangeSet frozen = filled(directory, "accounts", 1)) {
            frozen.unchanged("a", 2, 2);
            frozen.unchanged("b", 1, 3);

            RunFile.sweep(directory, "accounts");
            // Another state counts its runs from 1, too.
            try (ChangeSet next = filled(directory, "accounts", 1)) {
                next.unchanged("c", 1, 2);
                next.add(List.of(read("d", 0, 3)));

                frozen.deduplicate();
                next.deduplicate();

                assertThat(frozen.duplicates().first()).hasSize(1);
                assertThat(Changes.keysOf(Changes.all(next))).containsExactly("a", "d");
            }
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void theFilesAreGoneAfterwards() {
        filled(directory, "accounts", 1).close();

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void closingTwiceIsNoMistake() {
        ChangeSet changes = filled(directory, "accounts", 1);
        changes.close();

        changes.close();

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void theDirectoryIsCreated() {
        try (ChangeSet changes = filled(directory.resolve("a/b"), "accounts", 1)) {
            assertThat(changes.counts().size(Change.Origin.READ)).isEqualTo(1);
        }
    }

    @Test
    void whatACrashedRunOfTheSameSyncLeftIsSwept() throws IOException {
        crashed("accounts", 3);
        crashed("accounts", 12);

        try (ChangeSet changes = ChangeSet.create(directory, "accounts", 13)) {
            assertThat(changes.counts().size(Change.Origin.READ)).isZero();
            assertThat(directory).isEmptyDirectory();
        }
    }

    @Test
    void whatACrashedRunWithTheSameNumberLeftIsReplaced() throws IOException {
        crashed("accounts", 3);

        try (ChangeSet changes = ChangeSet.create(directory, "accounts", 3)) {
            assertThat(changes.counts().size(Change.Origin.READ)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"accounts-eu", "accounts-1", "accounts-1-2", "account", "Accounts", "accounts.db", "my-accounts"
            })
    void theFilesOfASyncWithASimilarNameAreLeftAlone(String other) {
        try (ChangeSet running = filled(directory, other, 2)) {
            running.unchanged("b", 1, 2);

            filled(directory, "accounts", 1).close();

            running.deduplicate();
            assertThat(Changes.keysOf(Changes.all(running))).containsExactly("a");
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void otherFilesOfTheDirectoryAreLeftAlone() throws IOException {
        List<String> others = List.of(
                "state.db",
                "state.db-wal",
                "changes-accounts-.db",
                "changes-accounts-1.db.bak",
                "changes-accounts-x.log");
        for (String other : others) {
            Files.createFile(directory.resolve(other));
        }

        filled(directory, "accounts", 1).close();

        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(Path::getFileName).map(Path::toString)).containsExactlyInAnyOrderElementsOf(others);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "..", "*", "[a-z]", "{a,b}", "what?", "a b", "100%", "東京", "a;b&c=d#e"})
    void aSyncCanHaveAnyName(String sync) throws IOException {
        crashed(sync, 1);

        try (ChangeSet changes = filled(directory, sync, 2)) {
            assertThat(changes.counts().size(Change.Origin.READ)).isEqualTo(1);
            assertThat(directory).isEmptyDirectory();
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsNamed() throws IOException {
        Path plain = Files.writeString(directory.resolve("plain"), "a file");

        assertThatThrownBy(() -> ChangeSet.create(plain.resolve("data"), "accounts", 1))
                .isInstanceOf(StateException.class)
                .hasMessageContaining(plain.resolve("data").toString())
                .hasMessageContaining("cannot be written or read")
                .hasMessageContaining("nothing is lost");
    }

    @Test
    void aFullDiskIsNamedForChanges() throws Exception {
        try (TinyDisk disk = TinyDisk.mount(directory, 400)) {
            ChangeSet changes = ChangeSet.create(disk.path(), "accounts", 1);
            disk.fill();

            assertThatThrownBy(() -> {
                        for (int page = 0; page < 100; page++) {
                            changes.add(page(page));
                        }
                        changes.deduplicate();
                    })
                    .isInstanceOf(StateException.class)
                    .hasMessageMatching("The change set " + disk.path().resolve("changes-accounts-1")
                            + "\\.[0-9a-f]+\\.(db|payloads) cannot be written or "
                            + "read: the disk is full, a quota is used up, or files may not become larger \\(ulimit -f\\)\\. Make room or "
                            + "fix the disk; the next run begins afresh, and nothing is lost.");
            changes.close();
        }
    }

    @Test
    void aFullDiskIsNamedForRowsThatNeedNoSending() throws Exception {
        try (TinyDisk disk = TinyDisk.mount(directory, 400)) {
            ChangeSet changes = ChangeSet.create(disk.path(), "accounts", 1);
            disk.fill();

            assertThatThrownBy(() -> {
                        for (int row = 0; row < 100_000; row++) {
                            changes.unchanged("key " + row, 0, row);
                        }
                    })
                    .isInstanceOf(StateException.class)
                    .hasMessageContaining("The change set " + disk.path().resolve("changes-accounts-1."))
                    .hasMessageContaining("the disk is full");
            disk.makeRoom();
            changes.close();
            assertThat(disk.path()).isEmptyDirectory();
        }
    }

    @Test
    void afterTheEndNothingCanBeAdded() {
        ChangeSet changes = filled(directory, "accounts", 1);
        changes.close();

        assertThatThrownBy(() -> changes.add(List.of(read("b", 0, 2)))).isInstanceOf(StateException.class);
        assertThat(directory).isEmptyDirectory();
    }

    private void crashed(String sync, long runId) throws IOException {
        String name =
                "changes-" + java.net.URLEncoder.encode(sync, java.nio.charset.StandardCharsets.UTF_8) + "-" + runId;
        Files.writeString(directory.resolve(name + ".db"), "what a crash left");
        Files.writeString(directory.resolve(name + ".log"), "what a crash left");
    }

    private static ChangeSet filled(Path directory, String sync, long runId) {
        ChangeSet changes = ChangeSet.create(directory, sync, runId);
        changes.add(List.of(read("a", 0, 1)));
        return changes;
    }

    private static List<Change> page(int page) {
        return IntStream.range(0, 1000)
                .mapToObj(i -> new Change(
                        "key " + page + " " + i,
                        i,
                        0,
                        new byte[16],
                        Payload.of(new byte[1000]),
                        null,
                        null,
                        null,
                        Change.Origin.READ))
                .toList();
    }
}
