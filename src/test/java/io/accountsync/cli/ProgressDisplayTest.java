package io.accountsync.cli;

import static io.accountsync.run.TestSync.customers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.Fault;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.run.RunReport;
import io.accountsync.run.TestSync;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressDisplayTest {
    private static final Duration OFTEN = Duration.ofMillis(10);

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);

    @TempDir
    private Path directory;

    @Test
    void withoutATerminalALineSaysHowFarTheRunIs() {
        whileSending(sync -> ProgressDisplay.lines(sync.engine(), "accounts", out, OFTEN));
        assertThat(text()).contains("Sending: 200 of 500 records").doesNotContain("\r");
    }

    @Test
    void onATerminalABarShowsHowFarTheRunIs() {
        whileSending(sync -> ProgressDisplay.bar(sync.engine(), "accounts", out, OFTEN));
        assertThat(text()).contains("Sending").contains("200/500");
    }

    /** A bar that stands still would look like a program that hangs, and not say that there is no answer. */
    @Test
    void theBarGoesOnBeingDrawnWhileNothingIsSent() {
        whileSending(sync -> ProgressDisplay.bar(sync.engine(), "accounts", out, OFTEN), () -> await().until(
                        () -> text().split("200/500", -1).length > 2));
    }

    private interface Display {
        ProgressDisplay start(TestSync sync);
    }

    /** Shows a run of 500 records that hangs in its second batch until something has been shown. */
    private void whileSending(Display display) {
        whileSending(display, () -> await().until(() -> text().contains("200")));
    }

    private void whileSending(Display display, Runnable isShown) {
        try (LocalOrg org = LocalOrg.start();
                TestSync sync = TestSync.start(org, directory, TestSync.ACCOUNTS, "sync.in-flight", "1")) {
            Fault hang = org.faults().add(FaultMatch.on(CallKind.COLLECTIONS).from(2), FaultAction.hang());
            sync.rows(customers(500));
            CompletableFuture<RunReport> run = CompletableFuture.supplyAsync(sync::run);
            await().until(() -> hang.waiting() == 1);
            try (ProgressDisplay shown = display.start(sync)) {
                isShown.run();
                hang.remove();
                run.join();
            }
        }
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8);
    }
}
