package io.accountsync.state;

import static io.accountsync.state.MatchFile.Status.AMBIGUOUS;
import static io.accountsync.state.MatchFile.Status.CLAIMED;
import static io.accountsync.state.MatchFile.Status.NONE;
import static io.accountsync.state.MatchFile.Status.ONE_TO_ONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.state.MatchFile.Line;
import io.accountsync.state.MatchFile.Match;
import io.accountsync.state.MatchFile.Side;
import io.accountsync.state.MatchFile.Status;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatchFileTest {
    @TempDir
    private Path directory;

    private MatchFile matches;

    @BeforeEach
    void create() {
        matches = MatchFile.create(directory, 2);
    }

    @AfterEach
    void close() {
        matches.close();
    }

    @Test
    void oneRecordAndOneRowArePairedByTheFirstRuleThatFindsThem() {
        match(
                List.of(record("A", "site-a", "name-a"), record("B", null, "name-b")),
                row("1", "site-a", "x"),
                row("2", null, "name-b"));
        assertThat(of(ONE_TO_ONE)).containsExactly("A=1 by 0", "B=2 by 1");
    }

    @Test
    void severalRowsOrSeveralRecordsAreAmbiguous() {
        match(
                List.of(record("A", "site-a", null), record("B", "site-b", null), record("C", "site-b", null)),
                row("1", "site-a", null),
                row("2", "site-a", null),
                row("3", "site-b", null));
        assertThat(of(ONE_TO_ONE)).isEmpty();
        assertThat(of(AMBIGUOUS)).containsExactly("A=1,2 by 0", "B=3 by 0", "C=3 by 0");
    }

    @Test
    void aRowThatMatchesByTheFirstRuleWinsOverOneByTheSecond() {
        match(List.of(record("A", "site-a", "name-a")), row("1", "site-a", "other"), row("2", null, "name-a"));
        assertThat(of(ONE_TO_ONE)).containsExactly("A=1 by 0");
    }

    @Test
    void aRowThatIsOneRecordByTheFirstRuleIsNoOtherByTheSecond() {
        match(List.of(record("A", "site-a", null), record("B", null, "name-b")), row("1", "site-a", "name-b"));
        assertThat(of(ONE_TO_ONE)).containsExactly("A=1 by 0");
        assertThat(of(NONE)).containsExactly("B= by null");
    }

    @Test
    void whatIsAmbiguousByTheFirstRuleIsNotPairedByTheSecond() {
        match(
                List.of(record("A", "site", "name-a"), record("B", "site", "name-b")),
                row("1", "site", "name-a"),
                row("2", "site", "name-b"));
        assertThat(of(AMBIGUOUS)).hasSize(2);
        assertThat(of(ONE_TO_ONE)).isEmpty();
    }

    @Test
    void aRowWhoseKeyIsARecordAlreadyIsClaimed() {
        match(
                List.of(record("A", "site-a", null), record("B", "site-b", null)),
                row("1", "site-a", null),
                row("2", "site-b", null));
        matches.claimed(List.of("1"));
        assertThat(of(CLAIMED)).containsExactly("A=1 by 0");
        assertThat(of(ONE_TO_ONE)).containsExactly("B=2 by 0");
    }

    @Test
    void aKeyWhoseRowsMatchDifferentRecordsIsAmbiguous() {
        match(
                List.of(record("A", "site-a", null), record("B", "site-b", null)),
                row("1", "site-a", null),
                row("1", "site-b", null));
        assertThat(of(AMBIGUOUS)).containsExactly("A=1 by 0", "B=1 by 0");
    }

    @Test
    void theSameRowTwiceIsOneRow() {
        match(List.of(record("A", "site-a", null)), row("1", "site-a", null), row("1", "site-a", null));
        assertThat(of(ONE_TO_ONE)).containsExactly("A=1 by 0");
    }

    @Test
    void everyRecordIsCountedOnceAndOnlyCandidatesAreAskedFor() {
        match(
                List.of(
                        record("A", "a", null),
                        record("B", "b", null),
                        record("C", "c", null),
                        record("D", null, null)),
                row("1", "a", null),
                row("2", "b", null),
                row("3", "b", null),
                row("4", "other", null));
        List<String> candidates = new ArrayList<>();
        matches.forEachCandidate(1, candidates::addAll);
        assertThat(candidates).containsExactly("1");
        assertThat(matches.counts())
                .containsEntry(ONE_TO_ONE, 1L)
                .containsEntry(AMBIGUOUS, 1L)
                .containsEntry(CLAIMED, 0L)
                .containsEntry(NONE, 2L);
    }

    @Test
    void ofAHugeGroupOnlySomeRowsAreListed() {
        List<Side> records = new ArrayList<>();
        Side[] rows = new Side[2500];
        for (int i = 0; i < rows.length; i++) {
            records.add(record("A" + i, "test", null));
            rows[i] = row("k" + i, "test", null);
        }
        match(records, rows);
        List<Line> lines = new ArrayList<>();
        matches.forEach(AMBIGUOUS, lines::add);
        assertThat(lines).hasSize(2500).allSatisfy(line -> {
            assertThat(line.records()).isEqualTo(2500);
            assertThat(line.rows()).isEqualTo(2500);
            assertThat(line.matches()).hasSize(10);
        });
    }

    @Test
    void nothingIsLeftInTheDirectory() {
        match(List.of(record("A", "a", null)), row("1", "a", null));
        matches.close();
        assertThat(directory).isEmptyDirectory();
    }

    private void match(List<Side> records, Side... rows) {
        matches.addRecords(records);
        matches.recordsAreComplete();
        matches.addRows(Arrays.asList(rows));
        matches.match();
    }

    private List<String> of(Status status) {
        List<String> lines = new ArrayList<>();
        matches.forEach(
                status,
                line -> lines.add(line.id() + "="
                        + line.matches().stream().map(Match::externalId).collect(Collectors.joining(","))
                        + " by " + line.rule()));
        return lines;
    }

    private static Side record(String id, String... matchKeys) {
        return new Side(id, null, "{}", Arrays.asList(matchKeys));
    }

    private static Side row(String key, String... matchKeys) {
        return new Side(key, key, "{}", Arrays.asList(matchKeys));
    }
}
