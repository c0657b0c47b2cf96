package io.accountsync.alert;

import static io.accountsync.run.TestSync.ACCOUNTS;
import static io.accountsync.run.TestSync.ROWS;
import static io.accountsync.run.TestSync.customers;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.run.RunStatus;
import io.accountsync.run.TestSync;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Each channel against a server of its kind: a run that fails, and one that is well again. */
class AlertChannelsTest {
    private static final String KEY = "hunter2hunter2hunter2hunter2hunt";

    private final LocalOrg org = LocalOrg.start();
    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final Map<String, List<JsonNode>> posts = new ConcurrentHashMap<>();
    private HttpServer web;
    private volatile int answer = 202;

    @TempDir
    private Path directory;

    @BeforeEach
    void listen() throws IOException {
        mail.start();
        mail.setUser("robot", "hunter2-mail");
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/", call -> {
            assertThat(call.getRequestHeaders().getFirst("Content-Type")).startsWith("application/json");
            posts.computeIfAbsent(call.getRequestURI().getPath(), path -> new CopyOnWriteArrayList<>())
                    .add(new ObjectMapper().readTree(call.getRequestBody().readAllBytes()));
            call.sendResponseHeaders(answer, -1);
            call.close();
        });
        web.start();
    }

    @AfterEach
    void stop() {
        web.stop(0);
        mail.stop();
        org.close();
    }

    @Test
    void eachChannelIsNotifiedOfTroubleAndOfItsEndInItsOwnForm() throws Exception {
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS, keys())) {
            fail(sync);
            fail(sync);
            assertThat(sync.rows(customers(2)).run().status()).isEqualTo(RunStatus.SUCCEEDED);
        }
        assertThat(posts.get("/slack/hunter2")).hasSize(2).allSatisfy(message -> {
            assertThat(message.path("blocks").path(0).path("type").asText()).isEqualTo("header");
            assertThat(message.path("text").asText()).contains("accounts");
        });
        assertThat(posts.get("/teams/hunter2")).hasSize(2).allSatisfy(message -> assertThat(
                        message.at("/attachments/0/content/type").asText())
                .isEqualTo("AdaptiveCard"));
        List<JsonNode> events = posts.get("/v2/enqueue");
        assertThat(events)
                .extracting(event -> event.path("event_action").asText())
                .containsExactly("trigger", "resolve");
        assertThat(events.get(0).path("dedup_key")).isEqualTo(events.get(1).path("dedup_key"));
        assertThat(events.get(0).path("routing_key").asText()).isEqualTo(KEY);
        assertThat(events.get(0).at("/payload/severity").asText()).isEqualTo("critical");

        List<MimeMessage> mails = List.of(mail.getReceivedMessages());
        assertThat(mails).hasSize(4).as("two recipients each");
        MimeMessage trouble = withSubject(mails, "account-sync [CRITICAL] accounts FAILED in Local Org");
        assertThat(trouble.getFrom()[0]).hasToString("sync@example.com");
        assertThat(trouble.getAllRecipients())
                .extracting(Object::toString)
                .containsExactly("a@example.com", "b@example.com");
        assertThat(trouble.getContent().toString()).contains("no source", "Run: 1", "Time (UTC): ");
        MimeMessage end = withSubject(mails, "account-sync [OK] accounts is well again, after CRITICAL since ");
        assertThat(end.getHeader("References")).isEqualTo(trouble.getHeader("References"));
    }

    @Test
    void channelsThatFailChangeNoRunAndNoSecretOfTheirsIsInALog() {
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger("ROOT");
        Level level = root.getLevel();
        logged.start();
        root.addAppender(logged);
        root.setLevel(Level.WARN);
        answer = 400;
        List<String> lines = new ArrayList<>();
        try (TestSync sync =
                TestSync.start(org, directory, ACCOUNTS, keys("sync.alert.mail.password", "hunter2-wrong"))) {
            fail(sync);
            web.stop(0);
            mail.stop();
            alerts(sync).judgeByClock(true);
            assertThat(sync.rows(customers(2)).run().status()).isEqualTo(RunStatus.SUCCEEDED);
        } finally {
            root.setLevel(level);
            root.detachAppender(logged);
        }
        logged.list.forEach(event -> lines.add(event.getFormattedMessage() + " " + event.getThrowableProxy()));
        for (String channel : List.of("mail", "slack", "teams", "pagerduty")) {
            assertThat(lines)
                    .anyMatch(line -> line.startsWith("The route account-sync-alert-" + channel + " failed: "));
        }
        assertThat(String.join("\n", lines)).doesNotContain("hunter2");
    }

    @Test
    void aTestMessageGoesToEachAndIsResolved() {
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS, keys())) {
            assertThat(alerts(sync).test(alerts(sync).channels()))
                    .hasSize(4)
                    .allSatisfy((channel, error) -> assertThat(error).isEmpty());
        }
        assertThat(posts.get("/v2/enqueue"))
                .extracting(event -> event.path("event_action").asText())
                .containsExactly("trigger", "resolve");
    }

    @Test
    void aRouteOfOnesOwnTakesThePlaceOfOneChannel() {
        String own = OwnAlertRoute.inPlaceOf("account-sync-alert-slack", "title");
        List<String> titles = new ArrayList<>();
        try (TestSync sync = TestSync.startFile(org, directory, ACCOUNTS + ROWS + own, keys())) {
            sync.whenPassing(titles::add);
            fail(sync);
        }
        assertThat(titles).singleElement().asString().startsWith("[CRITICAL] accounts FAILED");
        assertThat(posts).containsOnlyKeys("/teams/hunter2", "/v2/enqueue");
    }

    @Test
    void copiesOfTheEngineThatKnowNoChannelsGetTheirRoutesFromTheJar() {
        String copies = Stream.of("adopt", "alert", "bulk", "failures", "plan", "run", "send")
                .map(file -> "classpath:engine-routes-before/sync-" + file + ".camel.yaml")
                .collect(Collectors.joining(","));
        try (TestSync sync = TestSync.start(org, directory, ACCOUNTS, keys("sync.engine-routes", copies))) {
            fail(sync);
        }
        assertThat(posts).containsOnlyKeys("/slack/hunter2", "/teams/hunter2", "/v2/enqueue");
        assertThat(mail.getReceivedMessages()).hasSize(2);
    }

    private static MimeMessage withSubject(List<MimeMessage> mails, String beginning) throws MessagingException {
        List<MimeMessage> found = new ArrayList<>();
        for (MimeMessage one : mails) {
            if (one.getSubject().startsWith(beginning)) {
                found.add(one);
            }
        }
        assertThat(found).as(beginning).hasSize(2);
        return found.get(0);
    }

    private static void fail(TestSync sync) {
        sync.rows(() -> {
            throw new IllegalStateException("no source");
        });
        assertThat(sync.run().status()).isEqualTo(RunStatus.FAILED);
    }

    private static Alerts alerts(TestSync sync) {
        return sync.context().getRegistry().lookupByNameAndType(Alerts.BEAN, Alerts.class);
    }

    private String[] keys(String... more) {
        String address = "http://127.0.0.1:" + web.getAddress().getPort();
        List<String> keys = new ArrayList<>(List.of(
                "sync.alert.slack.url",
                address + "/slack/hunter2",
                "sync.alert.teams.url",
                address + "/teams/hunter2",
                "sync.alert.pagerduty.url",
                address + "/v2/enqueue",
                "sync.alert.pagerduty.routing-key",
                KEY,
                "sync.alert.mail.host",
                "127.0.0.1",
                "sync.alert.mail.port",
                String.valueOf(mail.getSmtp().getPort()),
                "sync.alert.mail.tls",
                "none",
                "sync.alert.mail.username",
                "robot",
                "sync.alert.mail.password",
                "hunter2-mail",
                "sync.alert.mail.from",
                "sync@example.com",
                "sync.alert.mail.to",
                "a@example.com, b@example.com"));
        keys.addAll(List.of(more));
        return keys.toArray(String[]::new);
    }
}
