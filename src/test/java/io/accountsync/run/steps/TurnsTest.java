package io.accountsync.run.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.accountsync.run.RunStoppedException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Children begin after their parents have ended, whoever comes first. */
class TurnsTest {
    private final Turns turns = new Turns();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<String> due = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean ending = new AtomicBoolean();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private Future<Turns.Turn> take(String sync, int most, String... followed) {
        return threads.submit(() -> turns.take(sync, List.of(followed), most, due::contains, ending::get));
    }

    private static Turns.Turn got(Future<Turns.Turn> turn) throws Exception {
        return turn.get(1, TimeUnit.MINUTES);
    }

    private static void waits(Future<Turns.Turn> turn) {
        Awaitility.await().during(java.time.Duration.ofMillis(300)).until(() -> !turn.isDone());
    }

    @Test
    void aChildThatComesFirstWaitsForAParentThatIsAnnounced() throws Exception {
        turns.announce(List.of("accounts", "contacts"));

        Future<Turns.Turn> contacts = take("contacts", 4, "accounts");
        waits(contacts);
        Turns.Turn accounts = got(take("accounts", 4));
        waits(contacts);
        accounts.close();

        got(contacts).close();
    }

    @Test
    void aChildWaitsForAParentWhoseScheduleHasCome() throws Exception {
        due.add("accounts");

        Future<Turns.Turn> contacts = take("contacts", 4, "accounts");
        waits(contacts);
        due.clear();

        got(contacts).close();
    }

    @Test
    void aParentThatDoesNotRunAfterAllHoldsNobody() throws Exception {
        turns.announce(List.of("accounts"));
        Future<Turns.Turn> contacts = take("contacts", 4, "accounts");

        turns.withdraw(List.of("accounts"));

        got(contacts).close();
    }

    @Test
    void onlySoManyRunAtOnceAndTheFirstThatCameIsNext() throws Exception {
        Turns.Turn a = got(take("a", 2));
        Turns.Turn b = got(take("b", 2));
        Future<Turns.Turn> c = take("c", 2);
        waits(c);
        Future<Turns.Turn> d = take("d", 2);
        waits(d);

        a.close();

        Turns.Turn third = got(c);
        assertThat(d.isDone()).isFalse();
        b.close();
        third.close();
        got(d).close();
    }

    @Test
    void aWaitingChildTakesNoPlaceFromOthers() throws Exception {
        Turns.Turn accounts = got(take("accounts", 2));
        Future<Turns.Turn> contacts = take("contacts", 2, "accounts");
        waits(contacts);

        got(take("leads", 2)).close();

        accounts.close();
        got(contacts).close();
    }

    @Test
    void aSecondRunOfOneSyncIsLeftToTheLease() throws Exception {
        Turns.Turn first = got(take("accounts", 1));

        got(take("accounts", 1)).close();

        Future<Turns.Turn> contacts = take("contacts", 1, "accounts");
        waits(contacts);
        first.close();
        got(contacts).close();
    }

    @Test
    void nobodyWaitsForAProcessThatEnds() throws Exception {
        turns.announce(List.of("accounts"));
        Future<Turns.Turn> contacts = take("contacts", 4, "accounts");

        ending.set(true);

        assertThatThrownBy(() -> got(contacts)).hasCauseInstanceOf(RunStoppedException.class);
    }
}
