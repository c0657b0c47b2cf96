package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.mapping.Payload;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory does not grow with the number of rows. */
@Tag("full")
class ChangeSetMemoryTest {
    private static final int ROWS = 200_000;

    @TempDir
    private Path directory;

    @Test
    void twoHundredThousandRecordsOfAKilobyteGoThroughFortyEightMegabytes() {
        try (OtherProcess small = OtherProcess.start(Run.class, List.of("-Xmx48m"), directory.toString())) {
            assertThat(small.line()).isEqualTo("sent " + ROWS + ", duplicates " + ROWS / 2);
            assertThat(small.waitFor()).isZero();
        }
        assertThat(directory).isEmptyDirectory();
    }

    /** Fills a change set as compare does, settles it, and takes it out as sending does. */
    static final class Run {
        private Run() {}

        public static void main(String[] arguments) {
            long sent = 0;
            long duplicates;
            try (ChangeSet changes = ChangeSet.create(Path.of(arguments[0]), "accounts", 1)) {
                for (int page = 0; page < ROWS / 1000; page++) {
                    int from = page * 1000;
                    changes.add(IntStream.range(from, from + 1000)
                            .mapToObj(Run::change)
                            .toList());
                    for (int i = from; i < from + 1000; i++) {
                        // Half of them are older duplicates of changes.
                        changes.unchanged("C-" + (i % 2 == 0 ? i : i + ROWS), -1, i);
                    }
                }
                duplicates = changes.deduplicate().total();
                for (Integer wave = changes.waveAfter(-1); wave != null; wave = changes.waveAfter(wave)) {
                    List<Change> batch = changes.page(wave, null, 200);
                    while (!batch.isEmpty()) {
                        sent += batch.size();
                        Change last = batch.get(batch.size() - 1);
                        changes.done(batch.stream().map(Change::key).toList());
                        batch = changes.page(wave, last, 200);
                    }
                }
            }
            System.out.println("sent " + sent + ", duplicates " + duplicates);
        }

        private static Change change(int number) {
            String parent = number % 10 == 0 && number > 0 ? "C-" + number / 10 : null;
            return new Change(
                    "C-" + number,
                    number,
                    0,
                    new byte[16],
                    Payload.of(new byte[1024]),
                    parent,
                    null,
                    null,
                    Change.Origin.READ);
        }
    }
}
