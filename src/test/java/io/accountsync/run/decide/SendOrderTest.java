package io.accountsync.run.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.run.SendingPath;
import io.accountsync.run.send.Batch;
import io.accountsync.run.send.TestSending;
import io.accountsync.run.sync.ApiPath;
import io.accountsync.state.Change;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes next, and by which path: without a call, since what became of a record is only noted. */
class SendOrderTest {
    @TempDir
    private Path directory;

    @AutoClose
    private TestSending test;

    @Test
    void parentsGoBeforeTheirChildrenAndWaveAfterWave() {
        begin(TestSending.in(directory), ApiPath.COLLECTIONS);
        test.read(test.row("3", "Grandchild", "2", null), test.row("2", "Child", "1", null), test.row("1", "Parent"));
        SendOrder order = order(false);

        assertThat(waves(order)).containsExactly(List.of("1"), List.of("2"), List.of("3"));
    }

    @Test
    void whatWasDeferredGoesOnceMoreWhenAllWavesHaveGone() {
        begin(TestSending.in(directory), ApiPath.COLLECTIONS);
        test.read(test.row("1", "Parent"), test.row("2", "Child", "1", null));
        SendOrder order = order(false);

        order.next();
        test.changes().defer(List.of("1"));
        assertThat(waves(order)).containsExactly(List.of("2"), List.of("1"));
    }

    @Test
    void aWaveWithoutRecordsIsNone() {
        begin(TestSending.in(directory), null);
        test.read();

        assertThat(order(false).next()).isFalse();
    }

    @Test
    void aRunThatStopsSendsNothingMore() {
        begin(TestSending.in(directory), ApiPath.COLLECTIONS);
        test.read(test.row("1", "One"));
        SendOrder order = order(false);
        test.run().stop("somebody said so");

        assertThat(order.next()).isFalse();
        assertThat(order.batches().hasNext()).isFalse();
    }

    @Test
    void aBatchHasNoMoreRecordsThanTheKeySays() {
        begin(TestSending.in(directory, "sync.batch-size", "100"), ApiPath.COLLECTIONS);
        test.read(rows(250));
        SendOrder order = order(false);
        order.next();

        assertThat(batches(order)).extracting(List::size).containsExactly(100, 100, 50);
    }

    @Test
    void afterARunThatStoppedSinceTooMuchWasRejectedFewGoFirstAndThenTheRest() {
        begin(TestSending.in(directory), ApiPath.BULK);
        test.read(rows(3000));
        SendOrder order = order(true);

        assertThat(order.next()).isTrue();
        assertThat(order.api()).as("few go by collections").isEqualTo(ApiPath.COLLECTIONS);
        assertThat(sendAll(order)).hasSize(SendOrder.PROBE);
        assertThat(order.next()).isTrue();
        assertThat(order.api()).isEqualTo(ApiPath.BULK);
        assertThat(test.left()).as("the rest of the page").hasSize(1000);
        assertThat(test.changes().counts().size(test.sending().wave())).isEqualTo(2800);
        assertThat(test.run().findings().notes()).anyMatch(note -> note.contains("began with 200 records"));
    }

    @Test
    void noFewGoFirstWhereThereAreNoMoreThanFew() {
        begin(TestSending.in(directory), ApiPath.COLLECTIONS);
        test.read(rows(SendOrder.PROBE));
        SendOrder order = order(true);

        assertThat(waves(order)).hasSize(1);
        assertThat(test.run().findings().notes()).isEmpty();
    }

    @Test
    void aWaveThatIsTooSmallForBulkGoesByCollections() {
        begin(TestSending.in(directory, "sync.bulk.threshold", "10"), ApiPath.BULK);
        test.read(rowsAndAChild());
        SendOrder order = order(false);

        order.next();
        assertThat(order.api()).isEqualTo(ApiPath.BULK);
        test.changes().done(test.left());
        order.next();
        assertThat(order.api()).isEqualTo(ApiPath.COLLECTIONS);
        assertThat(sendAll(order)).containsExactly("Child");
    }

    @Test
    void whatBulkLeavesOverGoesByCollectionsBeforeTheNextWave() {
        begin(TestSending.in(directory, "sync.bulk.threshold", "10"), ApiPath.BULK);
        test.read(rowsAndAChild());
        SendOrder order = order(false);

        order.next();
        int first = test.sending().wave();
        test.changes().done(test.left().subList(0, 8));
        assertThat(order.next()).isTrue();

        assertThat(order.api()).isEqualTo(ApiPath.COLLECTIONS);
        assertThat(test.sending().wave()).isEqualTo(first);
        assertThat(sendAll(order)).hasSize(2);
        assertThat(waves(order)).containsExactly(List.of("Child"));
    }

    @Test
    void aRunThatTurnedToCollectionsSendsTheWholeWaveByThem() {
        begin(TestSending.in(directory, "sync.bulk.threshold", "10"), ApiPath.BULK);
        test.read(rows(20));
        SendOrder order = order(false);
        order.next();
        assertThat(order.api()).isEqualTo(ApiPath.BULK);

        test.sending().path(test.sending().path().turnTo(ApiPath.COLLECTIONS, "Salesforce made no Bulk job"));
        assertThat(order.next()).isTrue();
        assertThat(order.api()).isEqualTo(ApiPath.COLLECTIONS);
        assertThat(sendAll(order)).hasSize(20);
        assertThat(order.next()).isFalse();
    }

    @Test
    void whatWasRejectedWithACodeThatPassesNowGoesAtTheEnd() {
        begin(TestSending.in(directory), ApiPath.COLLECTIONS);
        haveRejected();
        test.read(test.row("1", "One"));
        SendOrder order = order(false);

        order.next();
        test.sending().healing().passed("A_RULE");
        assertThat(sendAll(order)).containsExactly("1");
        assertThat(waves(order)).containsExactly(List.of("2"));
    }

    @Test
    void aLimitedRunSendsNothingInAddition() {
        begin(TestSending.limited(directory, 1), ApiPath.COLLECTIONS);
        haveRejected();
        test.read(test.row("1", "One"));
        test.sending().healing().passed("A_RULE");

        assertThat(waves(order(false))).containsExactly(List.of("1"));
    }

    @Test
    void whereNothingWasToBeSentAtFirstThePathIsChosenForWhatIsReleased() {
        begin(TestSending.in(directory), null);
        haveRejected();
        test.read();
        test.sending().healing().passed("A_RULE");

        assertThat(waves(order(false))).containsExactly(List.of("2"));
        assertThat(test.sending().path().api()).isEqualTo(ApiPath.COLLECTIONS);
    }

    private void begin(TestSending begun, ApiPath api) {
        test = begun;
        if (api != null) {
            test.sending().path(new SendingPath(api, "a test says so", 1, 1, false));
        }
    }

    /** As it is when the sending begins. */
    private SendOrder order(boolean probes) {
        test.sending().wave(-1);
        return new SendOrder(test.sending(), probes);
    }

    private List<Change> rows(int number) {
        List<Change> rows = new ArrayList<>();
        for (int i = 1; i <= number; i++) {
            rows.add(test.row(String.format(Locale.ROOT, "C%04d", i), "Company"));
        }
        return rows;
    }

    /** Ten rows, and one of which the first of them is the parent. */
    private List<Change> rowsAndAChild() {
        List<Change> rows = new ArrayList<>(rows(10));
        rows.add(test.row("Child", "Child", "C0001", null));
        return rows;
    }

    /** The record 2 was rejected by an earlier run, with a code that may pass. */
    private void haveRejected() {
        Change rejected = test.change(
                "2",
                test.row("2", "Two").payload().text(),
                null,
                null,
                new Change.Rejection("A_RULE", true),
                Change.Origin.READ);
        test.changes().addRejected(List.of(rejected));
    }

    private List<List<String>> waves(SendOrder order) {
        List<List<String>> waves = new ArrayList<>();
        while (order.next()) {
            waves.add(sendAll(order));
        }
        return waves;
    }

    private List<String> sendAll(SendOrder order) {
        List<String> sent = batches(order).stream().flatMap(List::stream).toList();
        test.changes().done(sent);
        return sent;
    }

    private static List<List<String>> batches(SendOrder order) {
        List<List<String>> batches = new ArrayList<>();
        for (Iterator<Batch> each = order.batches(); each.hasNext(); ) {
            batches.add(TestSending.keys(each.next()));
        }
        return batches;
    }
}
