package io.accountsync.run.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The batches of a wave, for a split that must not end while calls are out. */
class WaveBatchesTest {
    @TempDir
    private Path directory;

    @AutoClose
    private TestSending test;

    @Test
    void noRecordIsInTwoBatchesThoughThoseBeforeAreStillOnTheirWay() {
        begin();
        List<String> keys = new ArrayList<>();
        new WaveBatches(test.sending(), Integer.MAX_VALUE)
                .forEachRemaining(batch -> keys.addAll(TestSending.keys(batch)));

        assertThat(keys).containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    void noMoreRecordsGoThanTheyMay() {
        begin();
        List<String> keys = new ArrayList<>();
        new WaveBatches(test.sending(), 3).forEachRemaining(batch -> keys.addAll(TestSending.keys(batch)));

        assertThat(keys).containsExactly("1", "2", "3");
    }

    @Test
    void aBatchThatWasPromisedComesThoughTheRunStops() {
        begin();
        WaveBatches batches = new WaveBatches(test.sending(), Integer.MAX_VALUE);
        assertThat(batches.hasNext()).isTrue();
        test.run().stop("somebody said so");

        assertThat(batches.hasNext()).isTrue();
        assertThat(TestSending.keys(batches.next())).containsExactly("1", "2");
        assertThat(batches.hasNext()).isFalse();
        assertThatThrownBy(batches::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void anErrorWhileReadingEndsTheWaveAndIsTheRunsFailure() {
        begin();
        WaveBatches batches = new WaveBatches(test.sending(), Integer.MAX_VALUE);
        test.changes().close();

        assertThat(TestSending.keys(batches.next())).as("it was read before").hasSize(2);
        assertThat(batches.hasNext()).isFalse();
        assertThat(test.run().failure()).isPresent();
    }

    private void begin() {
        test = TestSending.in(directory, "sync.batch-size", "2");
        test.read(
                test.row("1", "One"),
                test.row("2", "Two"),
                test.row("3", "Three"),
                test.row("4", "Four"),
                test.row("5", "Five"));
    }
}
