package io.accountsync.state;

import io.accountsync.config.Causes;
import io.accountsync.config.LostDatabase;
import io.accountsync.config.Sentence;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.flywaydb.core.api.FlywayException;
import org.sqlite.NativeLibraryNotFoundException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What a database's error means for the person who runs the sync. Messages never hold values of a row. */
final class StateErrors {
    private static final String FILE_LOCK =
            "Let that one finish, or stop it; lsof or fuser on the file shows which it is.";
    private static final String SERVER_LOCK =
            "Let that one finish, or stop it; the view pg_locks of the server shows which it is.";
    private static final String NEXT_RUN = " Make room; the next run carries on where this one ended.";

    private static final String FULL =
            "the disk is full, a quota is used up, or files may not become larger (ulimit -f)";
    private static final Set<SQLiteErrorCode> NO_ROOM = EnumSet.of(
            SQLiteErrorCode.SQLITE_FULL,
            SQLiteErrorCode.SQLITE_IOERR_WRITE,
            SQLiteErrorCode.SQLITE_IOERR_FSYNC,
            SQLiteErrorCode.SQLITE_IOERR_SHMSIZE,
            SQLiteErrorCode.SQLITE_IOERR_SHMMAP);
    private static final Pattern NO_ROOM_TEXT =
            Pattern.compile("No space left|Disk quota exceeded|File too large|not enough space");

    /** A deadlock, and what would not have been one after the other. */
    private static final Set<String> UNDONE = Set.of("40P01", "40001");

    private StateErrors() {}

    /** A StateException with place and remedy; errors that are not the database's come back as they are. */
    static RuntimeException translate(StatePlace place, RuntimeException error) {
        SQLException sql = sqlCause(error);
        if (error instanceof StateException || sql == null) {
            return error;
        }
        return known(place, sql, error)
                .orElseGet(() -> new StateException("The " + place.name() + " failed: " + Sentence.said(sql), error));
    }

    private static Optional<StateException> known(StatePlace place, SQLException sql, RuntimeException error) {
        Optional<String> library = missingLibrary(error);
        if (library.isPresent()) {
            return Optional.of(
                    new StateException("The " + place.name() + " cannot be opened: " + library.get(), error));
        }
        Optional<String> holders = isLock(sql) || isBusy(sql) ? LockHolders.of(place) : Optional.empty();
        if (holders.isPresent() || isLock(sql)) {
            return Optional.of(new StateLockedException(
                    "The " + place.name() + " is locked by another process. "
                            + holders.orElse(place.dialect() == Dialect.SQLITE ? FILE_LOCK : SERVER_LOCK),
                    error));
        }
        String meaning = meaning(sql);
        return meaning == null
                ? Optional.empty()
                : Optional.of(new StateException("The " + place.name() + " " + meaning, error));
    }

    private static boolean isLock(SQLException sql) {
        if (sql instanceof SQLiteException sqlite) {
            String name = sqlite.getResultCode().name();
            return name.startsWith("SQLITE_BUSY") || name.startsWith("SQLITE_LOCKED");
        }
        return "55P03".equals(sql.getSQLState());
    }

    private static boolean isBusy(SQLException sql) {
        return sql instanceof SQLTransientConnectionException;
    }

    /** Whether a server undid a transaction for the sake of others: done again, it may pass. */
    static boolean isUndoneForOthers(RuntimeException error) {
        SQLException sql = sqlCause(error);
        return sql != null && UNDONE.contains(String.valueOf(sql.getSQLState()));
    }

    /** Whether a file could not be made or grow. */
    static boolean isNoRoom(Throwable error) {
        return Causes.any(
                        error,
                        cause -> cause instanceof SQLiteException sqlite && NO_ROOM.contains(sqlite.getResultCode()))
                || Causes.message(error, NO_ROOM_TEXT).isPresent();
    }

    static StateException noRoom(String place, Exception error) {
        return new StateException(Sentence.closed("The " + place + " cannot grow: " + FULL) + NEXT_RUN, error);
    }

    /** Why SQLite itself could not be loaded; empty when it was. */
    private static Optional<String> missingLibrary(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof NativeLibraryNotFoundException || cause instanceof UnsatisfiedLinkError) {
                return Optional.of(
                        "SQLite's library (1 MB) cannot be unpacked or loaded from "
                                + System.getProperty("org.sqlite.tmpdir", System.getProperty("java.io.tmpdir"))
                                + ": there is no room, files may not become that large (ulimit -f), or programs may not lie there"
                                + " (noexec). Make room, or name another directory with JAVA_TOOL_OPTIONS=-Dorg.sqlite.tmpdir=...");
            }
        }
        return Optional.empty();
    }

    /** What keeps Flyway from making the tables. */
    static StateException ofSchema(StatePlace place, FlywayException error) {
        SQLException sql = sqlCause(error);
        Optional<StateException> known = sql == null ? Optional.empty() : known(place, sql, error);
        if (known.isPresent()) {
            return known.get();
        }
        String reason = sql == null
                ? error.getMessage().lines().filter(line -> !line.isBlank()).collect(Collectors.joining(" "))
                : Sentence.said(sql);
        return new StateException(
                Sentence.closed("The tables of the " + place.name() + " could not be made or brought up to date: "
                                + reason)
                        + (reason.contains("already exists")
                                ? " They may be somebody else's; give the state a schema of its own, as with "
                                        + "?currentSchema=account_sync in state.url."
                                : ""),
                error);
    }

    /** What keeps a change set from being written or read. Losing it does no harm. */
    static StateException ofChangeSet(Path file, Exception error) {
        SQLException sql = sqlCause(error);
        String reason = missingLibrary(error)
                .orElseGet(() -> isNoRoom(error) ? FULL : Sentence.said(sql == null ? error : sql));
        return new StateException(
                Sentence.closed("The change set " + file + " cannot be written or read: " + reason)
                        + " Make room or fix the disk; the next run begins afresh, and nothing is lost.",
                error);
    }

    private static String meaning(SQLException sql) {
        if (sql instanceof SQLiteException sqlite) {
            return meaning(sqlite);
        }
        if (sql instanceof SQLTransientConnectionException) {
            return "is too busy: no connection became free in time. Lower sync.in-flight, or see what slows the disk or "
                    + "the server.";
        }
        String state = String.valueOf(sql.getSQLState());
        Optional<String> lost = LostDatabase.reason(sql);
        if (lost.isPresent()) {
            return Sentence.closed("cannot be reached: " + lost.get())
                    + " Is it running, and is state.url right? The next run carries on.";
        }
        if (state.startsWith("28")) {
            return "refused the login. Check state.username and state.password.";
        }
        return switch (state) {
            case "3D000" -> "does not exist. Create it, or name another database in state.url.";
            case "25006" -> "is read-only, as a standby is. Name the primary server in state.url.";
            case "25P03" ->
                "ended a transaction in which this process had been suspended for too long. Nothing of it was written; the "
                        + "next run carries on.";
            case "40P01", "40001" ->
                "undid a transaction, since it and another one waited for each other. Nothing of it was written; the next run"
                        + " carries on.";
            case "57014" ->
                "took too long for a statement, and gave it up. See what slows the server, or raise its "
                        + "statement_timeout; the next run carries on.";
            case "42501" ->
                Sentence.closed("does not let this user in far enough: " + Sentence.said(sql))
                        + " Grant the user that right.";
            case "53100" -> "has no disk space left." + NEXT_RUN;
            case "53300" -> "has too many connections. Close others, or raise its max_connections.";
            case "22021", "22P05" ->
                "cannot hold the character U+0000, which a key of the source has. Leave it out in the "
                        + "source query.";
            default -> null;
        };
    }

    private static String meaning(SQLiteException error) {
        String name = error.getResultCode().name();
        if (name.startsWith("SQLITE_FULL")) {
            return "cannot grow: the disk is full." + NEXT_RUN;
        }
        if (NO_ROOM.contains(error.getResultCode())) {
            return Sentence.closed("cannot grow: " + FULL + " (" + name + ")") + NEXT_RUN;
        }
        if (name.startsWith("SQLITE_READONLY")
                || name.startsWith("SQLITE_CANTOPEN")
                || name.startsWith("SQLITE_PERM")) {
            return "cannot be written. Check the permissions of the file and its directory, or set state.directory.";
        }
        if (name.startsWith("SQLITE_IOERR")) {
            return Sentence.closed("cannot be read or written: the disk reports " + name)
                    + " See to the disk, or set state.directory.";
        }
        if (name.startsWith("SQLITE_CORRUPT") || name.startsWith("SQLITE_NOTADB")) {
            return "is damaged or not a SQLite file. Restore it from a backup, or move it away: without it the next run "
                    + "compares nothing and sends every row again, which creates no duplicate.";
        }
        return null;
    }

    /** The innermost one: those around it are about pools and batches, and quote statements. */
    private static SQLException sqlCause(Throwable error) {
        SQLException found = null;
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                found = sql;
            }
        }
        return found == null || found.getNextException() == null ? found : sqlCause(found.getNextException());
    }
}
