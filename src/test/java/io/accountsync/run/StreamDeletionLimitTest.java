package io.accountsync.run;

import static io.accountsync.run.TestSync.customers;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guard of deletions, where the rows that are gone come by a stream. */
class StreamDeletionLimitTest {
    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void whatAStreamWouldDeleteIsSaidOfItsBatchAndNotOfWhatItSentBefore() {
        try (TestStream stream = TestStream.of(
                org,
                directory,
                GoneSync.file(TestSync.ACCOUNTS, GoneSync.DELETE) + TestStream.CALLER,
                "sync.deletions",
                "on",
                "sync.max-deletions",
                "1")) {
            stream.hand(customers(3));

            assertThat(stream.attempt(Stream.of(1, 2)
                            .map(StreamDeletionLimitTest::deletion)
                            .toList()))
                    .contains(
                            "This stream would delete 2 records of Account since the rows are gone (1, 2): within 24 hours"
                                    + " sync.max-deletions allows 1 record (1). Nothing of this batch was sent, deleted or flagged,"
                                    + " and its rows come again: see whether the source is whole.")
                    .doesNotContain("This run", "Nothing was sent");
            assertThat(org.find("Account", "Customer_Id__c", "1")).isPresent();
        }
    }

    private static Map<String, Object> deletion(int id) {
        return Map.of("op", "d", "before", Map.of("id", id), "source", Map.of("connector", "test"));
    }
}
