package io.accountsync.cli;

import io.accountsync.config.Quantity;
import io.accountsync.mapping.CursorType;
import io.accountsync.state.RunLog;
import io.accountsync.state.RunRecord;
import io.accountsync.state.SyncCursor;
import io.accountsync.status.SyncStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** The state of syncs as a person reads it. */
final class StatusText {
    private StatusText() {}

    static String of(List<SyncStatus> all) {
        TextLines text = new TextLines(9);
        if (all.isEmpty()) {
            text.line("Nothing has run yet.");
        }
        for (SyncStatus status : all) {
            text.line("%s", status.sync());
            if (status.cursor() != null) {
                text.named(
                        "Org",
                        "%s (%s, %s)",
                        status.cursor().orgName(),
                        status.cursor().orgType(),
                        status.cursor().orgId());
                text.named(
                        "Target",
                        "%s by %s",
                        status.cursor().object(),
                        status.cursor().externalId());
                text.named("Cursor", "%s", cursor(status.cursor()));
            }
            text.named("Open", "%s", FailuresText.counts(status.open()));
            if (status.open().absent() > 0) {
                text.named("Absent", "%s", OpenText.absent(status.open()));
            }
            status.rejected()
                    .forEach((code, count) ->
                            text.line("    %s", Colour.RED.of(String.format(Locale.ROOT, "%,8d %s", count, code))));
            if (status.doubts() != null) {
                text.named(
                        "In doubt",
                        "%s until %s: it is not known whether a call was carried out, or will be; serve looks again then",
                        Quantity.of(status.doubts().records(), "record"),
                        Instant.ofEpochMilli(status.doubts().until()).truncatedTo(ChronoUnit.SECONDS));
            }
            if (status.open().deferred() > 0) {
                text.named(
                        "Deferred",
                        "%,d of these, the first since %s; every run tries again",
                        status.open().deferred(),
                        Instant.ofEpochMilli(status.open().deferredSince()).truncatedTo(ChronoUnit.SECONDS));
            }
            DeletionText.write(status, text);
            if (status.gone() > 0) {
                text.named(
                        "Gone",
                        "%s whose rows are gone, and that something is to happen to still",
                        Quantity.of(status.gone(), "record"));
            }
            if (status.runHeld() != null) {
                text.named("Held back", "the next run, until a person approves: %s", status.runHeld());
            }
            if (status.streamPaused() != null) {
                text.named("Stream", "paused, in all processes, until a person approves: %s", status.streamPaused());
            } else {
                status.runs().stream()
                        .filter(run -> run.mode().equals(RunLog.STREAM))
                        .findFirst()
                        .ifPresent(session -> text.named("Stream", "%s", stream(session)));
            }
            if (!status.lostChanges().isEmpty()) {
                text.named(
                        "Changes",
                        "lost, as at %s: see failures; a run that reads all rows heals it (run --compare-all)",
                        String.join(", ", status.lostChanges()));
            }
            status.alerts().forEach(alert -> text.named("Alert", "%s", AlertStatusText.line(alert)));
            text.line("  Runs");
            status.runs().forEach(run -> {
                describe(run, text);
                text.lines("       ", run.message() == null ? "" : run.message());
            });
        }
        return text.toString();
    }

    private static String stream(RunRecord session) {
        String since = Instant.ofEpochMilli(session.endedAt() == null ? session.startedAt() : session.endedAt())
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        if (session.endedAt() == null) {
            return "a session goes on since " + since;
        }
        boolean isWell =
                session.status().equals("SUCCEEDED") || session.status().equals("PARTIAL");
        return isWell
                ? "waits for rows since " + since
                : "paused since " + since + ", until it is tried again: see below why";
    }

    private static String cursor(SyncCursor cursor) {
        if (cursor.cursorColumn() == null) {
            return "none: every run compares every row";
        }
        if (cursor.cursorValue() == null) {
            return cursor.cursorColumn()
                    + (cursor.mappingVersion() == null
                            ? ": no run has completed yet"
                            : ": none; the next run reads every row");
        }
        return cursor.cursorColumn() + " = "
                + CursorType.valueOf(cursor.cursorType()).text(cursor.cursorValue());
    }

    private static void describe(RunRecord run, TextLines text) {
        long sent = run.counts().get("created")
                + run.counts().get("updated")
                + run.counts().get("confirmed_on_repeat")
                + run.counts().get("parked_confirmed")
                + run.counts().getOrDefault("flagged", 0L);
        text.line(
                "    %d  %s  %-9s  %s%,d read, %,d confirmed, %,d rejected, deferred or invalid, %s",
                run.runId(),
                Instant.ofEpochMilli(run.startedAt()).truncatedTo(ChronoUnit.SECONDS),
                run.endedAt() == null ? Colour.YELLOW.of("RUNNING or crashed") : StatusWord.of(run.status()),
                RunLog.isRun(run.mode()) ? "" : run.mode() + ": ",
                run.counts().get("rows_read"),
                sent,
                run.counts().get("rejected")
                        + run.counts().get("retry_later")
                        + run.counts().get("invalid"),
                Quantity.of(run.counts().get("api_calls"), "API call"));
    }
}
