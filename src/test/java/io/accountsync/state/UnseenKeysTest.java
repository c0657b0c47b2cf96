package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The records that a run did not come by are found by key, each once, however many fit into memory. */
class UnseenKeysTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"16, 7", "1000, 100000", "100000, 1000"})
    void eachUnseenRecordIsFoundOnce(int inMemory, int unseenInMemory) throws Exception {
        List<String> found = new ArrayList<>();
        find(5000, 3, inMemory, unseenInMemory, found);
        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 5000)
                        .filter(i -> i % 3 == 0)
                        .mapToObj(i -> "C-" + i)
                        .toList());
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(Path::toString)).noneMatch(name -> name.contains("changes-"));
        }
    }

    @Test
    void ofASourceWithoutRowsAllAreFound() {
        List<String> found = new ArrayList<>();
        find(2500, 1, 100, 100, found);
        assertThat(found).hasSize(2500).doesNotHaveDuplicates();
    }

    private void find(int records, int everyUnseen, int inMemory, int unseenInMemory, List<String> found) {
        try (TestState state = TestState.inFile(directory);
                StateDatabase database = state.open();
                SeenKeys seen = new SeenKeys(directory.resolve("changes-a-1.keys"), inMemory);
                SeenKeys known = new SeenKeys(directory.resolve("changes-a-1.known"), inMemory)) {
            SyncedRecords repository = new SyncedRecords(database, "a");
            repository.confirm(
                    IntStream.range(0, records)
                            .mapToObj(i -> new SyncedRecord("C-" + i, new byte[] {1}, null))
                            .toList(),
                    1);
            new SyncedRecords(database, "other").confirm(List.of(new SyncedRecord("C-x", new byte[] {1}, null)), 1);
            for (int i = 0; i < records; i++) {
                if (i % everyUnseen != 0) {
                    seen.add("C-" + i);
                    seen.add("C-" + i);
                }
            }
            UnseenKeys.forEach(repository, seen, known, unseenInMemory, found::addAll);
        }
    }
}
