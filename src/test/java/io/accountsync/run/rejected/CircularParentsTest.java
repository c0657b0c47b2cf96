package io.accountsync.run.rejected;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.accountsync.run.Count;
import io.accountsync.run.RunStoppedException;
import io.accountsync.run.send.TestSending;
import io.accountsync.state.Change;
import io.accountsync.state.RejectedRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts that point to each other are rejected before anything is sent, since Salesforce takes no such circle. */
class CircularParentsTest {
    private static final String ID = "001000000000001AAA";

    @TempDir
    private Path directory;

    @AutoClose
    private TestSending test;

    @Test
    void theRecordsOfACircleAreRejectedWithItsKeysAndNothingElseIs() {
        test = TestSending.in(directory);
        test.read(row("a", "b"), row("b", "a"), row("self", "self"), test.row("other", "Other"), row("child", "other"));

        keepBack();

        assertThat(test.rejected("a").errorClass()).isEqualTo("reject");
        assertThat(test.rejected("a").code()).isEqualTo(CircularParents.CODE);
        assertThat(test.rejected("a").message())
                .isEqualTo("points to itself through a, b; Salesforce refuses a record that is its own parent or "
                        + "ancestor; correct one of the rows");
        assertThat(test.rejected("self").message()).startsWith("points to itself through self; ");
        assertThat(test.rejected("self").fields()).isEqualTo("ParentId");
        assertThat(test.count(Count.REJECTED)).isEqualTo(3);
        assertThat(test.changes().find(List.of("a", "b", "self", "other", "child")))
                .containsOnlyKeys("other", "child");
        assertThat(test.run().findings().notes())
                .containsExactly(
                        "3 records point to each other in 2 circles, one of them: a, b. They are rejected and not "
                                + "sent, since Salesforce refuses a record that is its own parent or ancestor; correct Parent in "
                                + "one of the rows.");
    }

    @Test
    void whatHangsOnTheCircleIsDeferredWithoutACallUnlessSalesforceHasItsParent() {
        test = TestSending.in(directory);
        test.read(
                test.row("a", "A", "b", ID),
                row("b", "a"),
                row("child of a", "a"),
                row("child of b", "b"),
                row("grandchild", "child of b"));

        keepBack();

        assertThat(test.rejected("child of b").errorClass()).isEqualTo("later");
        assertThat(test.rejected("grandchild").message())
                .isEqualTo("points to records that are not in Salesforce, since they point to each other: a, b");
        assertThat(test.count(Count.RETRY_LATER)).isEqualTo(2);
        assertThat(test.changes().find(List.of("child of a", "child of b", "grandchild")))
                .containsOnlyKeys("child of a");
    }

    @Test
    void aCircleThatWasRejectedBeforeIsLookedAtAgainAndGoesOnceItIsBroken() {
        test = TestSending.in(directory);
        reject("a", "b");
        CircularParents circular = circular();
        Change a = rejectedBefore("a", "b");
        test.changes().addRejected(List.of(a));
        circular.retry(loader());
        test.read(test.row("b", "B"));

        circular.keepBack();

        assertThat(test.changes().waveAfter(-1)).isZero();
        assertThat(test.changes().find(List.of("a", "b"))).containsOnlyKeys("a", "b");
        assertThat(test.changes().counts().stillRejected()).isZero();
        assertThat(test.changes().circles().first()).isNull();
    }

    @Test
    void aCircleThatIsStillOneIsRejectedStillAndCountedAsThat() {
        test = TestSending.in(directory);
        reject("a", "b");
        reject("b", "a");
        test.changes().addRejected(List.of(rejectedBefore("a", "b")));
        circular().retry(loader());
        test.read();

        keepBack();

        assertThat(test.count(Count.STILL_REJECTED)).isEqualTo(1);
        assertThat(test.count(Count.REJECTED) + test.count(Count.RETRIED_SENT)).isZero();
        assertThat(test.rejected("b").code()).as("its row was not read").isEqualTo(CircularParents.CODE);
        assertThat(test.changes().waveAfter(-1)).isNull();
    }

    @Test
    void deferredRecordsOfAnEarlierVersionBecomeRejectedOnes() {
        test = TestSending.in(directory);
        for (String key : List.of("a", "b")) {
            Change change = row(key, key.equals("a") ? "b" : "a");
            test.state().write(() -> test.state()
                    .rejected()
                    .add(List.of(new RejectedRecord(
                            key,
                            change.fingerprint(),
                            change.payload().text(),
                            change.parentKey(),
                            "later",
                            "INVALID_FIELD",
                            "not found",
                            null,
                            key))));
        }
        new RejectedLoader(test.sending().reading()).addDue("later");
        test.read();

        keepBack();

        assertThat(test.rejected("a").errorClass()).isEqualTo("reject");
        assertThat(test.rejected("b").code()).isEqualTo(CircularParents.CODE);
    }

    @Test
    void wherePayloadsAreNotKeptTheCursorStaysBeforeThemSoThatEachRunCanLookAgain() {
        test = TestSending.in(directory, "sync.keep-rejected-payloads", "false");
        test.read(test.row("other", "Other"), row("a", "b"), row("b", "a"));

        keepBack();

        assertThat(test.rejected("a").payload()).isNull();
        assertThat(test.sending().payloads().heldCursor()).isEqualTo(2);
    }

    @Test
    void manyOfThemStopTheRunBeforeAnythingIsSentOrRejected() {
        test = TestSending.in(directory);
        List<Change> rows = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            rows.add(row("k" + i, "k" + i));
        }
        test.run().counts().add(Count.READ, 600);
        test.read(rows);

        assertThatThrownBy(this::keepBack)
                .isInstanceOf(RunStoppedException.class)
                .hasMessageStartingWith("600 of 600 rows point to each other in circles, such as k0: that looks like a "
                        + "mistake in the mapping of Parent rather than like single rows. Nothing was sent");
        assertThat(test.state().rejected().count()).isZero();
    }

    private void keepBack() {
        circular().keepBack();
    }

    private RejectedLoader loader() {
        return new RejectedLoader(test.sending().reading());
    }

    private CircularParents circular() {
        return new CircularParents(test.sending().reading(), test.sending().payloads());
    }

    private Change row(String key, String parent) {
        return test.row(key, "Name", parent, null);
    }

    private Change rejectedBefore(String key, String parent) {
        return test.change(
                key,
                row(key, parent).payload().text(),
                parent,
                null,
                new Change.Rejection(CircularParents.CODE, true),
                Change.Origin.READ);
    }

    private void reject(String key, String parent) {
        Change change = row(key, parent);
        test.state().write(() -> test.state()
                .rejected()
                .add(List.of(new RejectedRecord(
                        key,
                        change.fingerprint(),
                        change.payload().text(),
                        parent,
                        "reject",
                        CircularParents.CODE,
                        "points to itself",
                        "ParentId",
                        key))));
    }
}
