package io.accountsync.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.restore.Target.Kind;
import io.accountsync.state.Deletion;
import io.accountsync.state.DeletionStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where records begin that wait for each other. */
class BreakersTest {
    private static final ReferenceField REQUIRED =
            new ReferenceField("Owner__c", List.of("Account"), true, false, true);

    private final Map<String, Map<Reference, Target>> waiting = new LinkedHashMap<>();

    @Test
    void aCircleBeginsWithARecordThatNeedsNoneOfTheOthers() {
        waits("a", "b").needs("b", "c").needs("c", "a");
        assertThat(begins()).containsExactly("a");

        waiting.clear();
        waits("a", "b").needs("a", "c").waits("b", "a").needs("b", "c").waits("c", "a");
        assertThat(begins()).as("what each of the others needs").containsExactly("c");
    }

    @Test
    void eachCircleBeginsOnceAndAChildOfACircleWaitsForIt() {
        waits("child", "a").waits("a", "b").waits("b", "a").waits("x", "x");
        assertThat(begins()).containsExactlyInAnyOrder("a", "x");
        assertThat(breakers().closed()).isEmpty();
    }

    @Test
    void aCircleInWhichEachNeedsTheNextOneBeginsNowhere() {
        needs("a", "b").needs("b", "c").needs("c", "a").waits("c", "x").waits("x", "c");
        assertThat(breakers().closed()).singleElement().satisfies(circle -> assertThat(ids(circle))
                .containsExactly("a", "b", "c"));
        assertThat(begins()).isEmpty();
    }

    @Test
    void aLongChainIsWalkedInReasonableTimeAndBeginsAtItsEnd() {
        for (int i = 0; i < 20_000; i++) {
            waits("n" + i, "n" + (i + 1));
        }
        assertThat(begins()).containsExactly("n19999");
    }

    private BreakersTest waits(String id, String target) {
        return points(id, target, new ReferenceField("P" + target, List.of("Account"), true, true, false));
    }

    private BreakersTest needs(String id, String target) {
        return points(id, target, REQUIRED);
    }

    private BreakersTest points(String id, String target, ReferenceField field) {
        waiting.computeIfAbsent(id, some -> new HashMap<>())
                .put(new Reference(field, target), new Target(Kind.DELETED, target, null));
        return this;
    }

    private List<String> begins() {
        return ids(breakers().breakers());
    }

    private Breakers breakers() {
        List<Candidate> all = new ArrayList<>();
        waiting.forEach((id, targets) -> all.add(new Candidate(new Deleted(deletion(id)), targets)));
        return new Breakers(all);
    }

    private static List<String> ids(List<Candidate> candidates) {
        return candidates.stream().map(one -> one.record().id()).toList();
    }

    private static Deletion deletion(String id) {
        return new Deletion(
                id,
                id,
                id,
                "org",
                1,
                1,
                DeletionStatus.DELETED,
                "ABSENT",
                true,
                "{}",
                null,
                null,
                null,
                false,
                false,
                0,
                0,
                0L,
                null);
    }
}
