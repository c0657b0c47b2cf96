package io.accountsync.run.send.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.mapping.Operation;
import io.accountsync.run.Count;
import io.accountsync.run.send.TestSending;
import io.accountsync.state.Change;
import io.accountsync.state.SyncedRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which records of a wave go into which job. */
class JobWriterTest {
    private static final String ID_1 = "001000000000001AAA";

    @TempDir
    private Path directory;

    @AutoClose
    private TestSending test;

    @Test
    void eachRecordOfTheWaveIsInOneJobAndNoJobIsLargerThanTheKeySays() {
        test = TestSending.in(directory, "sync.bulk.job-size", "1000");
        List<Change> rows = new ArrayList<>();
        for (int i = 100; i < 200; i++) {
            rows.add(test.row(String.valueOf(i), "Company"));
        }
        rows.add(test.row("child", "Child", "100", null));
        test.read(rows);

        List<String> keys = new ArrayList<>();
        List<String> jobs = jobs();
        for (String job : jobs) {
            assertThat(job.length()).isLessThanOrEqualTo(1000);
            job.lines().skip(1).forEach(line -> keys.add(line.split(",")[1]));
        }
        assertThat(jobs).hasSizeGreaterThan(2);
        assertThat(keys).doesNotHaveDuplicates().hasSize(100);
        assertThat(test.left()).as("until Salesforce says what became of them").hasSize(100);
    }

    @Test
    void aWaveWithoutRecordsNeedsNoJob() {
        test = TestSending.in(directory);
        test.read();

        assertThat(new JobWriter(test.sending()).next()).isEmpty();
    }

    @Test
    void whatACsvCannotSayStaysForCollections() {
        test = TestSending.in(directory);
        test.read(test.row("1", "One"), test.row("2", "#N/A"), test.row("3", "Two\\r\\nlines"));

        assertThat(jobs()).singleElement().asString().contains("\"One\"").doesNotContain("\"2\"", "\"3\"");
        assertThat(test.left()).contains("2", "3");
    }

    @Test
    void aJobKnowsWhichOfItsRecordsSalesforceHas() {
        test = TestSending.in(directory);
        test.read(test.row("1", "One", ID_1), test.row("2", "Two"), test.row("3", "#N/A", "001000000000003AAA"));

        BulkJob job = new JobWriter(test.sending()).next().orElseThrow();
        assertThat(job.knownKeysInParts(1000)).containsExactly(List.of("1"));
        assertThat(job.tally().records()).isEqualTo(2);
    }

    @Test
    void whereDeletionsAreWatchedKnownRecordsGetAJobOfTheirOwn() {
        test = TestSending.with(directory, definition -> definition.setWhenGone("reject"));
        test.read(test.row("1", "One"), test.row("2", "Two", ID_1), test.row("3", "Three"));
        JobWriter writer = new JobWriter(test.sending());
        BulkJob known = writer.next().orElseThrow();
        BulkJob others = writer.next().orElseThrow();

        assertThat(known.operation()).isEqualTo(Operation.UPDATE);
        assertThat(text(known))
                .startsWith("\"Id\",")
                .contains("\"" + ID_1 + "\"")
                .doesNotContain("Three");
        assertThat(others.operation()).isEqualTo(Operation.UPSERT);
        assertThat(text(others)).doesNotContain("\"Id\"").contains("One", "Three");
        assertThat(writer.next()).isEmpty();
    }

    @Test
    void aRecordOfWhichNothingIsLeftToSendIsKeptAndNeedsNoPlaceInAJob() {
        test = TestSending.with(directory, definition -> definition.getFields().values().stream()
                .skip(1)
                .forEach(rule -> rule.setWrite("onCreate")));
        test.read(test.row("1", "One", ID_1));

        assertThat(jobs()).isEmpty();
        assertThat(test.left()).isEmpty();
        assertThat(test.count(Count.UNCHANGED)).isEqualTo(1);
        assertThat(test.known("1").fingerprint()).isNotNull();
    }

    @Test
    void onlyTheFieldsThatChangedAreUploaded() {
        test = TestSending.in(directory, "sync.send", "changed");
        Change before = test.row("1", "Before", ID_1);
        test.state().write(() -> test.state()
                .records()
                .confirm(
                        List.of(new SyncedRecord(
                                "1",
                                before.fingerprint(),
                                ID_1,
                                before.payload().hashes(test.run().settings().fieldHashes()))),
                        test.run().id()));
        test.read(test.row("1", "After", ID_1));

        assertThat(jobs()).singleElement().asString().contains("\"After\"").doesNotContain("Graz");
    }

    private List<String> jobs() {
        JobWriter writer = new JobWriter(test.sending());
        List<String> jobs = new ArrayList<>();
        for (Optional<BulkJob> job = writer.next(); job.isPresent(); job = writer.next()) {
            jobs.add(text(job.get()));
        }
        return jobs;
    }

    private static String text(BulkJob job) {
        try {
            return new String(job.data().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
