package io.accountsync.run;

import static io.accountsync.run.TestSync.customers;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.config.TestClock;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.state.RejectedRecord;
import io.accountsync.state.StreamOfOthers;
import io.accountsync.state.TestPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run learns of records that are gone, or back, does not go over what a stream has written of them since it began. */
class LostBesideStreamTest {
    private final TestClock clock = TestClock.standing();
    private final LocalOrg org =
            LocalOrg.start(LocalOrgOptions.builder().clock(clock).build());

    @TempDir
    private Path directory;

    private TestSync sync;
    private StreamOfOthers stream;

    @AfterEach
    void stop() {
        stream.close();
        sync.close();
        org.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRecordThatAStreamWroteMeanwhileIsNotMarkedAsGoneAndTheNextRunLooksAgain(boolean postgres) {
        begin(postgres);
        org.person().delete(id("1"));
        org.person().delete(id("2"));
        later();
        stream = StreamOfOthers.of(sync.context(), clock).begin(1000);
        whileRunning(() -> stream.confirm("1"));

        RunReport report = sync.rows(List.of()).run();

        assertThat(report.count(Count.GONE)).as(report.message()).isEqualTo(1);
        assertThat(rejected("1")).isNull();
        assertThat(rejected("2").code()).isEqualTo("GONE");
        assertThat(stream.isConfirmed("1")).isTrue();

        stream.end();
        sync.whenPassing(point -> {});
        later();
        assertThat(sync.run().count(Count.GONE)).isEqualTo(1);
        assertThat(rejected("1").code()).isEqualTo("GONE");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatAStreamMadeOfARecordThatIsBackStays(boolean postgres) {
        begin(postgres);
        String id = id("1");
        org.person().delete(id);
        later();
        assertThat(sync.rows(List.of()).run().count(Count.GONE)).isEqualTo(1);
        org.person().undelete(id);
        later();
        stream = StreamOfOthers.of(sync.context(), clock).begin(1000);
        whileRunning(() -> stream.confirm("1"));

        RunReport report = sync.run();

        assertThat(report.notes()).noneMatch(note -> note.contains("is back"));
        assertThat(stream.isConfirmed("1")).isTrue();
    }

    private void whileRunning(Runnable event) {
        sync.watchTransactions().whenPassing(point -> {
            if (point.equals("begin") && sync.engine().runs().find("accounts").isPresent()) {
                event.run();
            }
        });
    }

    private void begin(boolean postgres) {
        List<String> keys = new ArrayList<>(List.of("sync.max-missing", "100"));
        if (postgres) {
            TestPostgres server = TestPostgres.shared();
            keys.addAll(List.of("state.url", server.url(server.newSchema()), "state.username", "postgres"));
        }
        String file = TestSync.ACCOUNTS.replace("object: Account", "object: Account\n        whenGone: reject");
        sync = TestSync.startFile(org, directory, clock, file + TestSync.ROWS, keys);
        sync.rows(customers(3)).run();
        later();
    }

    private void later() {
        clock.advance(Duration.ofMinutes(20));
    }

    private String id(String key) {
        return (String) org.find("Account", "Customer_Id__c", key).orElseThrow().get("Id");
    }

    private RejectedRecord rejected(String key) {
        return sync.ofState(state -> state.rejected().find(List.of(key)).get(key));
    }
}
