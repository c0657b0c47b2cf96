package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.run.TestStream;
import io.accountsync.run.TestSync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands say of a sync whose rows come by a stream only. */
class StreamOnlyCommandsTest {
    private static final String FILE = TestSync.ACCOUNTS + TestStream.CALLER;

    private final LocalOrg org = LocalOrg.start();
    private final InProcess command = new InProcess();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void checkFindsNothingMissingWhereNoSourceRouteIs() throws IOException {
        write();

        Jar.Ended check =
                command.run("check", "--routes", directory.resolve("routes").toString());

        assertThat(check.out()).contains("accounts").doesNotContain("has no route", "Error");
        assertThat(check.exitCode()).as(check.out() + check.err()).isZero();
    }

    @Test
    void twoRoutesWithOneSlotAreAnErrorOfCheckAndOfTheStart() throws IOException {
        write();
        Path routes = directory.resolve("routes");
        for (String id : List.of("one", "two")) {
            Files.writeString(
                    routes.resolve(id + ".camel.yaml"),
                    """
                    - route:
                        id: %s
                        from:
                          uri: postgres-changes
                          parameters:
                            slot: crm
                            tables: public.%s
                          steps:
                            - to: direct:sync-stream
                    """
                            .formatted(id, id));
        }
        for (String verb : List.of("check", "serve")) {
            Jar.Ended ended = command.run(verb, "--routes", routes.toString());
            assertThat(ended.out() + ended.err())
                    .contains("one.camel.yaml: the route one reads by the slot crm, and so does the route two in ")
                    .contains("two.camel.yaml: the route two reads by the slot crm, and so does the route one in ");
            assertThat(ended.exitCode()).isEqualTo(2);
        }
    }

    @Test
    void statusTellsSinceWhenTheStreamWaitsOrIsPaused() throws IOException {
        write();
        org.insert("Account", Map.of("Name", "Perhaps the same one"));
        try (TestStream stream = TestStream.of(org, state(), FILE)) {
            stream.attempt(TestSync.customer(1, "One"));
        }
        assertThat(status())
                .contains(
                        "Stream",
                        "paused, in all processes, until a person approves",
                        "may be the same ones",
                        "stream: 1 read");

        try (TestStream stream = TestStream.of(org, state(), FILE)) {
            String plan = stream.sync()
                    .<String>ofState(state ->
                            state.plans().ofStream().find().orElseThrow().id());
            stream.sync().<Boolean>ofState(state -> state.plans().approve(plan));
            stream.hand(TestSync.customer(1, "One"));
            assertThat(status()).contains("a session goes on since");
        }
        assertThat(status()).contains("waits for rows since");
    }

    private String status() {
        return command.run("status").out();
    }

    private void write() throws IOException {
        Files.createDirectories(directory.resolve("routes"));
        Files.writeString(directory.resolve("routes/accounts.camel.yaml"), FILE);
        command.at(org).with("state.directory", state().toString());
    }

    private Path state() {
        return directory.resolve("data");
    }
}
