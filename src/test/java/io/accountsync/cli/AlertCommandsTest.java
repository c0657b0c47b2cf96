package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.source.SampleSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertCommandsTest {
    private final LocalOrg org = LocalOrg.start();
    private final List<String> posts = new CopyOnWriteArrayList<>();
    private HttpServer web;
    private volatile int answer = 200;
    private InProcess command;

    @TempDir
    private Path directory;

    @BeforeEach
    void prepare() throws IOException {
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/", call -> {
            posts.add(new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            call.sendResponseHeaders(answer, -1);
            call.close();
        });
        web.start();
        command = new InProcess()
                .at(org)
                .with(
                        "source.url",
                        SampleSource.create(directory.resolve("source.db")).url())
                .with("state.directory", directory.resolve("data").toString());
    }

    @AfterEach
    void stop() {
        web.stop(0);
        org.close();
    }

    @Test
    void theTestMessageSaysWhatBecameOfItAndNotWhere() {
        assertThat(command.run("alert", "test"))
                .satisfies(none -> assertThat(none.exitCode()).isEqualTo(2))
                .satisfies(none -> assertThat(none.err()).contains("sync.alert.slack.url"));
        command.with("sync.alert.slack.url", url());
        Jar.Ended delivered = command.run("alert", "test", "slack");
        assertThat(delivered.err()).isEmpty();
        assertThat(delivered.exitCode()).isZero();
        assertThat(delivered.out()).contains("slack", "delivered, the test and its end");
        assertThat(posts).hasSize(2);
        Jar.Ended other = command.run("alert", "test", "mail");
        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.err()).contains("The channel mail is not set up", "sync.alert.mail.host");
        answer = 404;
        Jar.Ended refused = command.run("alert", "test");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.out()).contains("not delivered: the answer had the HTTP status 404");
        assertThat(refused.out() + refused.err()).doesNotContain("hunter2");
    }

    /** As CronJobs do it: a run, and now and then a look of its own. Ten commands. */
    @Tag("full")
    @Test
    void whatARunCouldNotDeliverIsShownByStatusAndDeliveredWhenItIsDueOrSomebodyAsks() throws Exception {
        command.with("sync.alert.slack.url", url());
        answer = 500;
        assertThat(command.run("run").exitCode()).isEqualTo(3);
        assertThat(posts).hasSize(1);
        assertThat(command.run("status").out())
                .containsPattern(
                        "Alert +WARNING run since \\S+Z; not delivered to slack in 1 try: the answer had the HTTP "
                                + "status 500");
        assertThat(new ObjectMapper()
                        .readTree(command.run("status", "--json").out())
                        .at("/0/alerts/0/level")
                        .asText())
                .isEqualTo("WARNING");
        Jar.Ended failed = command.run("alert", "check");
        assertThat(failed.exitCode()).isEqualTo(1);
        answer = 200;
        assertThat(command.run("alert", "check").exitCode()).isEqualTo(1);
        assertThat(posts).as("its next try is due in a minute").hasSize(1);
        Jar.Ended look = command.run("alert", "check", "--now");
        assertThat(look.exitCode()).isZero();
        assertThat(look.out()).containsPattern("accounts: WARNING run since \\S+Z\n");
        assertThat(posts).hasSize(2);
        assertThat(command.run("alert", "check").exitCode()).isZero();
        assertThat(posts).as("nothing new").hasSize(2);
        assertThat(command.run("alert", "close", "accounts").out()).isEqualTo("1 alert closed.\n");
        assertThat(posts).hasSize(3).last().asString().contains("[OK] accounts is closed, after WARNING");
        assertThat(command.run("alert", "close", "accounts").exitCode()).isEqualTo(2);
    }

    @Test
    void aWrongKeyIsNamedBeforeAnythingIsSentAndByCheck() {
        command.with("sync.alert.slack.url", "http://hooks.example/hunter2").with("sync.alert.duration", "3h,1h");
        Jar.Ended run = command.run("run");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("sync.alert.slack.url must be an address that begins with https://")
                .contains("sync.alert.duration has a warning that is above critical")
                .doesNotContain("hunter2");
        assertThat(org.records("Account")).isEmpty();
        Jar.Ended check = command.run("check");
        assertThat(check.exitCode()).isEqualTo(2);
        assertThat(check.out())
                .contains("sync.alert.slack.url must be an address", "sync.alert.duration has a warning")
                .doesNotContain("hunter2");
    }

    private String url() {
        return "http://127.0.0.1:" + web.getAddress().getPort() + "/services/hunter2";
    }
}
