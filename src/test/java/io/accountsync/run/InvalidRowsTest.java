package io.accountsync.run;

import static io.accountsync.run.TestSync.ACCOUNTS;
import static io.accountsync.run.TestSync.ACCOUNTS_WITH_CURSOR;
import static io.accountsync.run.TestSync.customer;
import static io.accountsync.run.TestSync.customers;
import static io.accountsync.run.TestSync.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.source.CsvFile;
import io.accountsync.source.MalformedRow;
import io.accountsync.state.OpenRecords;
import io.accountsync.state.RejectedAttempts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promise 9: a row that could not be read or mapped stays known, whatever is wrong with it, until it passes or is gone. */
class InvalidRowsTest {
    private static final String LONG_KEY = "K".repeat(300);

    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void aRowWhoseKeyIsTooLongIsKnownByItsKeyThoughTheCursorPassesIt() {
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS_WITH_CURSOR)) {
            RunReport first = sync.rows(List.of(changed("1", 1), changed("x".repeat(44), 2), changed("2", 9)))
                    .run();
            assertThat(first.status()).isEqualTo(RunStatus.PARTIAL);
            assertThat(first.findings().get(0).samples())
                    .singleElement()
                    .asString()
                    .startsWith("x".repeat(44) + ", Customer_Id__c: the text has 44 characters")
                    .doesNotContain("tooLong");

            RunReport second = sync.rows(List.of(changed("2", 9))).run();

            assertThat(second.open()).isEqualTo(new OpenRecords(0, 0, 1, null, 0));
            assertThat(second.status()).as("known, and not new").isEqualTo(RunStatus.SUCCEEDED);
            RejectedAttempts known = known(sync, "x".repeat(44));
            assertThat(known.record().code()).isEqualTo("TOO_LONG");
            assertThat(known.place()).isEqualTo("row 2 of the source");
        }
    }

    @Test
    void aRunIsPartialWhileInvalidRowsAreKnownIfTheKeySaysSo() {
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS_WITH_CURSOR, "sync.partial-when", "any")) {
            sync.rows(List.of(changed(LONG_KEY, 1), changed("2", 9))).run();
            assertThat(sync.rows(List.of(changed("2", 9))).run().status()).isEqualTo(RunStatus.PARTIAL);
        }
    }

    @Test
    void rowsOfEachKindStayKnownAndAreNotNewWhenTheyAreReadAgain() {
        List<Object> rows = new ArrayList<>(customers(1));
        rows.add(customer(LONG_KEY, "Key too long"));
        rows.add(customer(null, "No key"));
        rows.add(customer(" ", "Blank key"));
        rows.add(customer(new byte[] {1}, "Key of bytes"));
        rows.add(customer("2", "N".repeat(300)));
        rows.add(new MalformedRow("file.csv, line 9", "expected 3 columns, found 2"));
        try (TestSync sync = TestSync.start(org, directory)) {
            assertThat(sync.rows(rows::iterator).run().count(Count.INVALID)).isEqualTo(6);
            assertThat(sync.parked()).isEqualTo(6);

            RunReport again = sync.run();

            assertThat(again.count(Count.INVALID)).isEqualTo(6);
            assertThat(again.open().invalid()).isEqualTo(6);
            assertThat(again.status()).isEqualTo(RunStatus.SUCCEEDED);
        }
    }

    @Test
    void aRowWithoutCursorStaysKnown() {
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS_WITH_CURSOR)) {
            sync.rows(List.of(changed("1", 1), customer("7", "No cursor"))).run();
            sync.rows(List.of(changed("1", 1))).run();
            assertThat(known(sync, "7").record().code()).isEqualTo("CURSOR_MISSING");
        }
    }

    @Test
    void aRowThatPassesIsKnownNoMore() {
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS_WITH_CURSOR)) {
            sync.rows(List.of(changed("1", 1), row("id", "2", "name", "N".repeat(300), "changed", 2)))
                    .run();
            assertThat(sync.parked()).isEqualTo(1);
            RunReport report =
                    sync.rows(List.of(changed("1", 1), changed("2", 3))).run();
            assertThat(report.count(Count.CREATED)).isEqualTo(1);
            assertThat(sync.parked()).isZero();
        }
    }

    @Test
    void aRowThatIsGoneWhenEveryRowWasReadIsKnownNoMore() {
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(List.of(customer("1", "Good"), customer(LONG_KEY, "Bad"), customer(null, "No key")))
                    .run();
            assertThat(sync.parked()).isEqualTo(2);
            sync.rows(List.of(customer("1", "Good"), customer("K", "Shortened")))
                    .run();
            assertThat(sync.parked()).isZero();
        }
    }

    @Test
    void malformedRowsOfAFileAreKnownWhereverTheyStandUntilTheyAreCorrected() throws Exception {
        Path file = write("id,name,city,parent\n1,One,,\n2,Two\n");
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(() -> csv(file).rows()).run();
            String key = only(sync).record().key();
            assertThat(only(sync).place()).isEqualTo(file + ", line 3");

            write("id,name,city,parent\n1,One,,\n3,Three,,\n2,Two\n");
            assertThat(sync.run().status()).as("known").isEqualTo(RunStatus.SUCCEEDED);
            assertThat(only(sync).record().key()).isEqualTo(key);
            assertThat(only(sync).place()).isEqualTo(file + ", line 4");

            write("id,name,city,parent\n1,One,,\n3,Three,,\n2,Two,,\n");
            assertThat(sync.run().count(Count.CREATED)).isEqualTo(1);
            assertThat(sync.parked()).isZero();
        }
    }

    @Test
    void anInvalidRowIsNotForgottenForAnOlderRowOfItsKey() {
        Map<String, Object> invalid = row("id", "1", "name", "N".repeat(300), "changed", 9);
        for (List<Map<String, Object>> order :
                List.of(List.of(changed("1", 3), invalid), List.of(invalid, changed("1", 3)))) {
            try (TestSync sync =
                    TestSync.start(org, directory.resolve("a" + order.indexOf(invalid)), ACCOUNTS_WITH_CURSOR)) {
                RunReport report = sync.rows(order).run();
                assertThat(report.count(Count.INVALID)).isEqualTo(1);
                assertThat(report.count(Count.DUPLICATE)).isEqualTo(1);
                assertThat(sync.parked()).isEqualTo(1);
                assertThat(org.records("Account")).isEmpty();
            }
        }
    }

    @Test
    void anInvalidRowThatIsOlderThanTheRowOfItsKeyIsNotKept() {
        Map<String, Object> invalid = row("id", "1", "name", "N".repeat(300), "changed", 3);
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS_WITH_CURSOR)) {
            RunReport report = sync.rows(List.of(changed("1", 9), invalid)).run();
            assertThat(report.count(Count.CREATED)).isEqualTo(1);
            assertThat(report.count(Count.INVALID)).isEqualTo(1);
            assertThat(sync.parked()).isZero();
            sync.rows(List.of(changed("1", 9), invalid)).run();
            assertThat(sync.parked()).as("next to an unchanged one").isZero();
        }
    }

    @Test
    void tooManyInvalidRowsStopTheRunBeforeAnythingIsSentOrKept() {
        List<Map<String, Object>> rows = new ArrayList<>(customers(94));
        IntStream.range(0, 6).forEach(i -> rows.add(customer("x" + i, "N".repeat(300))));
        try (TestSync sync = TestSync.start(org, directory)) {
            RunReport report = sync.rows(rows).run();

            assertThat(report.status()).isEqualTo(RunStatus.STOPPED);
            assertThat(report.exitCode()).isEqualTo(4);
            assertThat(report.message())
                    .startsWith("6 of 100 rows could not be read or mapped")
                    .contains(
                            "Nothing was sent", "sync.max-invalid", "TOO_LONG: 6, such as x0, Name: the text has 300");
            assertThat(org.stats().calls(CallKind.COLLECTIONS)).isZero();
            assertThat(sync.parked()).isZero();
        }
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS, "sync.max-invalid", "6")) {
            assertThat(sync.rows(rows).run().status()).isEqualTo(RunStatus.PARTIAL);
            assertThat(sync.parked()).isEqualTo(6);
        }
    }

    @Test
    void rowsThatAreKnownAsInvalidDoNotStopALaterRun() {
        List<Map<String, Object>> rows = new ArrayList<>(customers(94));
        IntStream.range(0, 6).forEach(i -> rows.add(customer("x" + i, "N".repeat(300))));
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS, "sync.max-invalid", "6")) {
            sync.rows(rows).run();
        }
        try (TestSync sync = TestSync.start(org, directory)) {
            assertThat(sync.rows(rows).run().status()).isEqualTo(RunStatus.SUCCEEDED);
        }
    }

    @Test
    void aFewRowsAreNoShare() {
        List<Map<String, Object>> rows = new ArrayList<>(customers(90));
        IntStream.range(0, 9).forEach(i -> rows.add(customer("x" + i, "N".repeat(300))));
        try (TestSync sync = TestSync.start(org, directory)) {
            assertThat(sync.rows(rows).run().status()).isEqualTo(RunStatus.PARTIAL);
        }
    }

    @Test
    void aRunThatCouldMapNothingIsNoSuccessHoweverOftenItRuns() {
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS_WITH_CURSOR)) {
            sync.rows(List.of(changed("1", 1))).run();
            Instant success = sync.engine().lastSuccess("accounts").orElseThrow();
            for (int i = 0; i < 2; i++) {
                RunReport report = sync.rows(List.of(changed(LONG_KEY, 5))).run();
                assertThat(report.exitCode()).isEqualTo(3);
                assertThat(report.notes()).anyMatch(note -> note.startsWith("Not one of the rows"));
            }
            assertThat(sync.engine().lastSuccess("accounts")).contains(success);
            assertThat(sync.cursor()).isEqualTo(1);
        }
    }

    @Test
    void aFileThatGrowsWhileItIsReadFailsTheRunAndNothingIsSent() throws Exception {
        Path file = write("id,name,city,parent\n1,One,,\n2,Two,,\n");
        try (TestSync sync = TestSync.start(org, directory)) {
            RunReport report = sync.rows(() -> growing(csv(file).rows(), file)).run();
            assertThat(report.status()).isEqualTo(RunStatus.FAILED);
            assertThat(report.message()).contains("grew from", "Nothing was sent");
            assertThat(org.records("Account")).isEmpty();
        }
    }

    private static Iterator<Object> growing(Iterator<Object> rows, Path file) {
        return new Iterator<>() {
            private boolean grown;

            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public Object next() {
                try {
                    if (!grown) {
                        Files.writeString(file, "3,Thr", StandardOpenOption.APPEND);
                        grown = true;
                    }
                } catch (java.io.IOException e) {
                    throw new NoSuchElementException(e);
                }
                return rows.next();
            }
        };
    }

    private Path write(String text) throws java.io.IOException {
        return Files.writeString(directory.resolve("rows.csv"), text);
    }

    private static CsvFile csv(Path path) {
        CsvFile file = new CsvFile();
        file.setPath(path.toString());
        return file;
    }

    private static RejectedAttempts known(TestSync sync, String key) {
        return sync.ofState(state -> state.rejected().detail(key)).orElseThrow();
    }

    private static RejectedAttempts only(TestSync sync) {
        return sync.ofState(state -> state.rejected().details("", 10)).get(0);
    }

    private static Map<String, Object> changed(String id, int cursor) {
        return row("id", id, "name", "Company", "changed", cursor);
    }
}
