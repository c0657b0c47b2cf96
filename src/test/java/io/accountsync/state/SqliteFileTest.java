package io.accountsync.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.accountsync.config.ConfigurationException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The state file, and what can be wrong with it. Messages are read as the person would who runs the sync. */
class SqliteFileTest {
    @TempDir
    private Path directory;

    private Path file;
    private TestState state;

    @BeforeEach
    void emptyState() {
        file = directory.resolve("state.db");
        state = TestState.inFile(directory);
    }

    @AfterEach
    void close() {
        state.close();
    }

    @Test
    void theStateDirectoryIsCreated() {
        state.set("state.directory", directory.resolve("a/b").toString());

        state.open();

        assertThat(directory.resolve("a/b/state.db")).exists();
        assertThat(mode(directory.resolve("a/b"))).isEqualTo("rwx------");
    }

    @Test
    void theStateDirectoryIsItsOwnersAloneWhateverTheUmask() {
        Path made = directory.resolve("made");
        try (OtherProcess opener = OtherProcess.start(
                Opener.class, List.of("sh", "-c", "umask 000; exec \"$0\" \"$@\""), List.of(), made.toString(), "")) {
            assertThat(opener.line()).isEqualTo("written");
        }

        assertThat(mode(made)).isEqualTo("rwx------");
        assertThat(mode(made.resolve("state.db"))).isEqualTo("rw-------");
    }

    @Test
    void aSqliteFileOfAnotherProgramIsRefusedAndLeftAsItIs() {
        state.sql().execute("create table customers (id integer primary key, name text)");
        state.sql().update("insert into customers values (1, 'theirs')");

        assertThatThrownBy(state::open)
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("The state file " + file
                        + " is a SQLite file of another program: it has the table customers and"
                        + " none of account-sync's. Set state.directory to a directory of its own.");
        assertThat(state.sql().queryForList("select name from sqlite_master", String.class))
                .containsExactly("customers");
    }

    /** Sizes of files in bytes: for nothing, for part of the tables, for a run's first records. */
    @ParameterizedTest
    @ValueSource(strings = {"8000", "65536", "250000"})
    void aFileThatMayNotGrowIsNamedFromTheVeryStartOn(String limit) throws Exception {
        Path made = directory.resolve("made");
        try (OtherProcess opener =
                OtherProcess.start(Opener.class, List.of("-XX:-UsePerfData"), made.toString(), limit)) {
            String line = opener.line();
            Assumptions.assumeFalse("no prlimit".equals(line), "the size of files can be limited");
            assertThat(line)
                    .startsWith("The state file " + made.resolve("state.db")
                            + " cannot grow: the disk is full, a quota is used"
                            + " up, or files may not become larger (ulimit -f)")
                    .endsWith("Make room; the next run carries on where this one ended.");
        }
    }

    @Test
    void whereTheLibraryOfSqliteCannotBeUnpackedThatIsSaid() {
        Path tmp = directory.resolve("not-there");
        try (OtherProcess opener = OtherProcess.start(
                Opener.class,
                List.of("-Dorg.sqlite.tmpdir=" + tmp),
                directory.resolve("made").toString(),
                "")) {
            assertThat(opener.line())
                    .contains("state.db cannot be opened: SQLite's library (1 MB) cannot be unpacked or loaded from "
                            + tmp)
                    .contains("Make room, or name another directory");
        }
    }

    @Test
    void theFileIsReadableByItsOwnerOnly() throws IOException {
        confirm(state.open(), "a");

        try (var files = Files.list(directory)) {
            assertThat(files.map(SqliteFileTest::mode)).isNotEmpty().containsOnly("rw-------");
        }
    }

    @Test
    void aCommittedTransactionIsOnTheDisk() {
        StateDatabase database = state.open();

        assertThat(pragma(database, "journal_mode")).isEqualTo("wal");
        assertThat(pragma(database, "synchronous")).isEqualTo("2");
    }

    @Test
    void aFileLockedByAnotherProcessIsNamedWithinTheBusyTimeout() {
        state.open().close();
        try (OtherProcess locker = OtherProcess.start(LockFile.class, file.toString())) {
            assertThat(locker.line()).isEqualTo("locked");

            assertThatThrownBy(state::open)
                    .isInstanceOf(StateException.class)
                    .hasMessage(
                            "The state file " + file + " is locked by another process. Let that one finish, or stop "
                                    + "it; lsof or fuser on the file shows which it is.");
        }
    }

    @Test
    void afterALockIsGoneTransactionsAreWholeAgain() throws SQLException {
        StateDatabase database = state.open();
        database.with(db -> {
            db.execute("pragma busy_timeout = 50");
            return null;
        });
        try (Connection other = lock()) {
            assertThatThrownBy(() -> database.atomically(() -> confirm(database, "a")))
                    .isInstanceOf(StateException.class)
                    .hasMessageContaining("is locked by another process");
            other.createStatement().execute("rollback");
        }

        assertThatThrownBy(() -> database.atomically(() -> {
                    confirm(database, "b");
                    throw new IllegalStateException("in the middle");
                }))
                .hasMessage("in the middle");
        database.atomically(() -> confirm(database, "c"));

        assertThat(keys()).containsExactly("c");
    }

    @Test
    void aFullDiskIsNamedAndOnceThereIsRoomTheStateIsWhole() throws Exception {
        try (TinyDisk disk = TinyDisk.mount(directory, 1600)) {
            state.close();
            state = TestState.inFile(disk.path());
            file = disk.path().resolve("state.db");
            StateDatabase database = state.open();
            confirm(database, "before");
            disk.fill();

            assertThatThrownBy(() -> database.atomically(() -> confirmMany(database, "too much ", 2000)))
                    .isInstanceOf(StateException.class)
                    .hasMessage("The state file " + file + " cannot grow: the disk is full. Make room; the next run "
                            + "carries on where this one ended.");

            disk.makeRoom();
            assertThat(keys()).containsExactly("before");
            database.atomically(() -> confirmMany(database, "after ", 10));
            assertThat(keys()).hasSize(11);
            state.close();
        }
    }

    @Test
    void aTransactionThatTheDiskHasNoRoomForIsUndone() {
        StateDatabase database = state.open();
        confirm(database, "before");
        long pages = Long.parseLong(pragma(database, "page_count"));
        pragma(database, "max_page_count = " + (pages + 2));

        assertThatThrownBy(() -> database.atomically(() -> confirmMany(database, "too much ", 5000)))
                .isInstanceOf(StateException.class)
                .hasMessageContaining("the disk is full");

        assertThat(keys()).containsExactly("before");
        pragma(database, "max_page_count = 1000000");
        database.atomically(() -> confirmMany(database, "after ", 5000));
        assertThat(keys()).hasSize(5001);
    }

    @Test
    void aDirectoryBelowAFileIsRefused() throws IOException {
        Path plain = Files.writeString(directory.resolve("plain"), "a file");
        state.set("state.directory", plain.resolve("data").toString());

        assertThatThrownBy(state::open)
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "The state directory " + plain.resolve("data") + " cannot be written. Set state.directory to a "
                                + "directory that " + System.getProperty("user.name") + " may write to.");
    }

    @Test
    void aDirectoryThatIsAFileIsRefused() throws IOException {
        Path plain = Files.writeString(directory.resolve("plain"), "a file");
        state.set("state.directory", plain.toString());

        assertThatThrownBy(state::open)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("The state directory " + plain + " cannot be written");
    }

    @Test
    void aDirectoryThatIsReadOnlyIsRefused() throws Exception {
        try (TinyDisk disk = TinyDisk.mount(directory, 1600)) {
            state.set("state.directory", disk.path().toString());
            disk.makeReadOnly();

            assertThatThrownBy(state::open)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("The state directory " + disk.path() + " cannot be written");
        }
    }

    @Test
    void aStateThatBecameReadOnlyIsRefused() throws Exception {
        try (TinyDisk disk = TinyDisk.mount(directory, 1600)) {
            state.set("state.directory", disk.path().toString());
            state.open().close();
            disk.makeReadOnly();

            assertThatThrownBy(state::open)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("The state directory " + disk.path() + " cannot be written");
        }
    }

    @Test
    void aDiskTooSmallForTheTablesIsNamed() throws Exception {
        try (TinyDisk disk = TinyDisk.mount(directory, 40)) {
            state.set("state.directory", disk.path().toString());

            assertThatThrownBy(state::open)
                    .isInstanceOf(StateException.class)
                    .hasMessageContaining("state file " + disk.path().resolve("state.db"))
                    .hasMessageContaining("the disk is full");
        }
    }

    @Test
    void aStateFileThatIsADirectoryIsRefused() throws IOException {
        Files.createDirectory(file);

        assertThatThrownBy(state::open)
                .isInstanceOf(StateException.class)
                .hasMessage("The state file " + file + " cannot be written. Check the permissions of the file and its "
                        + "directory, or set state.directory.");
    }

    @Test
    void aQuestionMarkInTheDirectoryIsRefused() {
        state.set("state.directory", directory.resolve("what?").toString());

        assertThatThrownBy(state::open)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("state.directory must not have a question mark");
    }

    @ParameterizedTest
    @ValueSource(strings = {"with space", "äöü 東京 😀", "per%20cent", "a&b=c;d", "#1", "'quoted'"})
    void anyOtherDirectoryWillDo(String name) {
        state.set("state.directory", directory.resolve(name).toString());

        confirm(state.open(), "a");

        assertThat(directory.resolve(name).resolve("state.db")).exists();
    }

    @Test
    void aSymbolicLinkToADirectoryWillDo() throws IOException {
        Path target = Files.createDirectory(directory.resolve("target"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), target);
        state.set("state.directory", link.toString());

        state.open();

        assertThat(target.resolve("state.db")).exists();
    }

    @Test
    void aFileThatIsNoDatabaseIsRefusedAndLeftAsItIs() throws IOException {
        Files.writeString(file, "this is no database ".repeat(100));

        assertThatThrownBy(state::open)
                .isInstanceOf(StateException.class)
                .hasMessage("The state file " + file + " is damaged or not a SQLite file. Restore it from a backup, or "
                        + "move it away: without it the next run compares nothing and sends every row again, which creates "
                        + "no duplicate.");
        assertThat(file).hasContent("this is no database ".repeat(100));
    }

    @Test
    void aTruncatedFileIsNamedAsDamaged() throws IOException {
        StateDatabase database = state.open();
        database.atomically(() -> confirmMany(database, "record ", 20_000));
        state.close();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / 2);
        }

        assertThatThrownBy(() -> new SyncedRecords(state.open(), "accounts").count())
                .isInstanceOf(StateException.class)
                .hasMessageContaining("state file " + file)
                .hasMessageContaining("is damaged or not a SQLite file");
    }

    @Test
    void aWriterThatHoldsTheLockForAMomentIsWaitedFor() throws Exception {
        StateDatabase database = state.open();
        try (Connection other = lock()) {
            CompletableFuture<Void> write =
                    CompletableFuture.runAsync(() -> database.atomically(() -> confirm(database, "a")));
            assertThat(write).isNotDone();
            other.createStatement().execute("commit");
            write.get();
        }

        assertThat(keys()).containsExactly("a");
    }

    @Test
    void aReaderElsewhereDoesNotBlockWriting() throws SQLException {
        StateDatabase database = state.open();
        confirm(database, "a");
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            other.setAutoCommit(false);
            other.createStatement().executeQuery("select * from synced_record").next();

            confirm(database, "b");
        }

        assertThat(keys()).containsExactly("a", "b");
    }

    @Test
    void aThreadThatKeepsTheConnectionIsToldOf() throws Exception {
        StateDatabase database = state.open();
        CountDownLatch inTransaction = new CountDownLatch(1);
        CountDownLatch enough = new CountDownLatch(1);
        CompletableFuture<Void> slow = CompletableFuture.runAsync(() -> database.atomically(() -> {
            inTransaction.countDown();
            database.with(db -> {
                try {
                    enough.await();
                    return null;
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
        }));
        inTransaction.await();

        assertThatThrownBy(() -> confirm(database, "a"))
                .isInstanceOf(StateException.class)
                .hasMessage("The state file " + file + " is too busy: no connection became free in time. Lower "
                        + "sync.in-flight, or see what slows the disk or the server.");

        enough.countDown();
        slow.get();
        confirm(database, "b");
        assertThat(keys()).containsExactly("b");
    }

    private static void confirmMany(StateDatabase database, String prefix, int count) {
        new SyncedRecords(database, "accounts")
                .confirm(
                        IntStream.range(0, count)
                                .mapToObj(i -> IncrementalRepositoryContract.record(prefix + i, 1))
                                .toList(),
                        1);
    }

    private List<String> keys() {
        return state.sql().queryForList("select record_key from synced_record order by 1", String.class);
    }

    private Connection lock() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("begin immediate");
        }
        return connection;
    }

    private static void confirm(StateDatabase database, String key) {
        new SyncedRecords(database, "accounts").confirm(List.of(IncrementalRepositoryContract.record(key, 1)), 1);
    }

    private static String pragma(StateDatabase database, String name) {
        return database.with(db -> db.queryForObject("pragma " + name, String.class));
    }

    private static String mode(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Opens a state and writes to it, with a limit on the size of files where one is given. */
    static final class Opener {
        private Opener() {}

        public static void main(String[] arguments) throws Exception {
            if (!arguments[1].isEmpty()) {
                DriverManager.getConnection("jdbc:sqlite::memory:").close();
                String self = String.valueOf(ProcessHandle.current().pid());
                try {
                    new ProcessBuilder("prlimit", "--pid", self, "--fsize=" + arguments[1])
                            .start()
                            .waitFor();
                } catch (IOException e) {
                    System.out.println("no prlimit");
                    return;
                }
            }
            try (StateDatabase database = TestState.open(Map.of("state.directory", arguments[0]))) {
                database.atomically(() -> confirmMany(database, "record ", 5000));
                System.out.println("written");
            } catch (RuntimeException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    /** Holds an exclusive lock on a SQLite file until it is killed. */
    static final class LockFile {
        private LockFile() {}

        public static void main(String[] arguments) throws SQLException, IOException {
            Connection connection = DriverManager.getConnection("jdbc:sqlite:" + arguments[0]);
            try (Statement statement = connection.createStatement()) {
                statement.execute("pragma locking_mode = exclusive");
                statement.execute("begin exclusive");
                System.out.println("locked");
                System.in.read();
            }
        }
    }
}
