package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs and sessions go on side by side, and each speaks for itself only. */
class RowLogMarksTest {
    private static final String PLACE = "a table";

    @TempDir
    private Path directory;

    private StateDatabase database;
    private Leases leases;
    private RowLogMarks marks;

    @BeforeEach
    void open() {
        database = TestState.open(Map.of("state.directory", directory.toString()));
        leases = new Leases(database, LeaseOwner.self(), Duration.ofMinutes(5));
        marks = new RowLogMarks(database, "accounts");
        long first = begin("incremental");
        marks.complete(PLACE, first, marks.begin(PLACE, first));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aRunThatCompletesSaysNothingOfASessionThatThenDies() {
        long session = session();
        marks.begin(PLACE, session);
        long run = begin("incremental");
        RowLogMarks.Missing ofRun = marks.begin(PLACE, run);
        assertThat(ofRun.from()).as("the session writes its lines by itself").isEqualTo(run);
        marks.complete(PLACE, run, ofRun);

        leases.release(LeaseName.ofSession("accounts", session).text());

        long next = begin("incremental");
        RowLogMarks.Missing ofNext = marks.begin(PLACE, next);
        assertThat(ofNext.from()).isEqualTo(session);
        marks.complete(PLACE, next, ofNext);
        assertThat(begun()).as("it is brought in once").isTrue();
    }

    @Test
    void aSessionThatCompletesSaysNothingOfARunThatGoesOn() {
        leases.acquire("accounts");
        long run = begin("incremental");
        marks.begin(PLACE, run);
        long session = session();
        RowLogMarks.Missing ofSession = marks.begin(PLACE, session);
        assertThat(ofSession.from()).isEqualTo(session);
        marks.complete(PLACE, session, ofSession);

        leases.release("accounts");

        long next = begin("incremental");
        assertThat(marks.begin(PLACE, next).from()).isEqualTo(run);
    }

    @Test
    void whatWasNotBroughtInIsSoByALaterRun() {
        long dead = begin("incremental");
        marks.begin(PLACE, dead);
        long inVain = begin("incremental");
        assertThat(marks.begin(PLACE, inVain).from()).isEqualTo(dead);

        assertThat(marks.begin(PLACE, begin("incremental")).from()).isEqualTo(dead);
        assertThat(marks.begin("another table", begin("incremental")).from()).isZero();
    }

    private boolean begun() {
        long run = begin("incremental");
        return marks.begin(PLACE, run).from() == run;
    }

    private long session() {
        long session = begin(RunLog.STREAM);
        leases.acquire(LeaseName.ofSession("accounts", session).text());
        return session;
    }

    private long begin(String mode) {
        return new RunLog(database).begin("accounts", mode);
    }
}
