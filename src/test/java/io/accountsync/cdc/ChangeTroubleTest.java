package io.accountsync.cdc;

import static io.accountsync.run.TestSync.customer;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.run.RunObserver;
import io.accountsync.run.TestStream;
import io.accountsync.state.RunRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A slot that nothing can be read from pauses the streams that it is for. */
class ChangeTroubleTest {
    private static final String WHY = "PostgreSQL refuses each UPDATE of public.nokey";

    private final LocalOrg org = LocalOrg.start();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private TestStream stream;
    private ChangeTrouble trouble;

    @TempDir
    private Path directory;

    @BeforeEach
    void start() {
        stream = TestStream.start(org, directory);
        trouble = of(stream);
        stream.sync().engine().runs().observe(new RunObserver() {
            @Override
            public void paused(String sync, String reason) {
                told.add(sync + ": " + reason);
            }

            @Override
            public void goesOn(String sync) {
                told.add(sync + " goes on");
            }
        });
    }

    @AfterEach
    void stop() {
        stream.close();
        org.close();
    }

    private static ChangeTrouble of(TestStream stream) {
        return new ChangeTrouble(stream.sync().context(), "crm", "accounts");
    }

    @Test
    void aRouteThatCannotTakeAnythingPausesItsStreamWithTheReasonAndWithoutAnyRow() {
        trouble.readingFailed(WHY);
        assertThat(told).as("a connection that breaks off once").isEmpty();
        trouble.readingFailed(WHY);
        trouble.readingFailed(WHY);
        String reason = "No changes come by the slot crm: " + WHY + ".";
        assertThat(told).containsExactly("accounts: " + reason);
        assertThat(stream.streams().paused().get("accounts").reason()).isEqualTo(reason);
        assertThat(lastSession().status()).isEqualTo("FAILED");
        assertThat(lastSession().message()).as("for status, in any process").contains(reason);
        assertThat(stream.attempt(List.of(customer(1, "One"))))
                .as("by another route")
                .isNull();
        assertThat(told).last().asString().as("not ended by that").contains(reason);
    }

    @Test
    void itIsOverOnceTheSlotIsReadForSomeTimeThoughNoRowComes() {
        trouble.readingFailed(WHY);
        trouble.readingFailed(WHY);
        trouble.slotIsRead();
        trouble.readingFailed(WHY);
        trouble.slotIsRead();
        assertThat(told).as("it broke off in between").hasSize(1);
        trouble.slotIsRead();
        assertThat(told).last().isEqualTo("accounts goes on");
        assertThat(stream.streams().paused()).isEmpty();
        assertThat(lastSession().status()).isEqualTo("SUCCEEDED");
        assertThat(stream.sync().<Boolean>ofState(state -> state.sessions().anySucceeded()))
                .as("the guard of a first session still holds")
                .isFalse();
    }

    @Test
    void aRouteThatFailsBeforeItsStreamIsNotWellBecauseItsSlotIsRead() {
        trouble.routeFailed(WHY);
        trouble.routeFailed(WHY);
        trouble.slotIsRead();
        trouble.slotIsRead();
        assertThat(told).hasSize(1);
        trouble.taken();
        assertThat(told).last().isEqualTo("accounts goes on");
    }

    @Test
    void whatAProcessThatEndedLeftIsOverOnceAnotherReads() {
        trouble.readingFailed(WHY);
        trouble.readingFailed(WHY);
        stream.close();
        stream = TestStream.start(org, directory);
        of(stream).taken();
        assertThat(lastSession().status()).isEqualTo("SUCCEEDED");
        long session = lastSession().runId();
        of(stream).taken();
        assertThat(lastSession().runId()).as("said once").isEqualTo(session);
    }

    private RunRecord lastSession() {
        return TestStream.latest(stream.sync(), "stream");
    }
}
