package io.accountsync.console;

import static io.accountsync.run.TestSync.customers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.config.ConfigurationException;
import io.accountsync.config.PackedKeys;
import io.accountsync.config.Settings;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.run.TestSync;
import io.accountsync.run.sync.RunMode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the port lets happen to itself, and what it tells those who listen. */
class ConsolePortTest {
    private final List<Socket> held = new ArrayList<>();
    private final Map<String, String> keys = new HashMap<>(PackedKeys.defaults());

    @TempDir
    private Path directory;

    private ConsoleServer console;

    @BeforeEach
    void open() {
        keys.put("state.directory", directory.toString());
        console = ConsoleServer.open(
                settings(0), ConsoleProcess.looking(keys(), null, SyncMistakes.ofAll("accounts.camel.yaml: is odd")));
    }

    @AfterEach
    void close() throws IOException {
        for (Socket socket : held) {
            socket.close();
        }
        console.close();
    }

    @Test
    void everyAnswerTellsTheBrowserToLoadAndShowNothingElse() {
        Browser browser = new Browser(console.port());
        for (Browser.Page page : List.of(
                browser.get("/"),
                browser.get("/page.js"),
                browser.get("/api/overview"),
                browser.get("/nowhere"),
                browser.get("/api/audit"),
                new Browser(console.port()).with("Host", "evil.example").get("/"))) {
            assertThat(page.header("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'")
                    .contains("script-src 'self'")
                    .contains("frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(page.header("X-Content-Type-Options")).contains("nosniff");
            assertThat(page.header("Cache-Control")).contains("no-store");
            assertThat(page.header("Referrer-Policy")).contains("no-referrer");
        }
    }

    @Test
    void whatIsWrongWithASyncFileIsShownWithItsSyncToWhoeverIsSignedIn() {
        console.close();
        String token = "a token of more than sixteen characters";
        console = ConsoleServer.open(
                new ConsoleSettings(true, "127.0.0.1", 0, List.of(), token),
                ConsoleProcess.looking(
                        keys(),
                        null,
                        new SyncMistakes(
                                List.of("b.camel.yaml: is odd"),
                                Map.of("accounts", List.of("accounts.camel.yaml, line 3: is odd")))));
        Browser browser = new Browser(console.port());
        JsonNode seen = browser.get("/api/overview").json();
        assertThat(seen.path("syncFilesKnown").asBoolean()).isFalse();
        assertThat(seen.at("/syncs/0/hasMistakes").asBoolean()).isTrue();
        assertThat(seen.toString()).doesNotContain("is odd");

        browser.signIn(token, "Ada");

        assertThat(browser.get("/api/overview").json().at("/syncs/0/mistakes/0").asText())
                .isEqualTo("accounts.camel.yaml, line 3: is odd");
        assertThat(browser.get("/api/mapping?sync=accounts"))
                .returns(409, Browser.Page::status)
                .satisfies(page -> assertThat(page.body()).contains("accounts.camel.yaml, line 3: is odd"));
    }

    @Test
    void pageNeedsNothingFromElsewhereAndMakesNoMarkupOfValues() {
        Browser browser = new Browser(console.port());
        String script = browser.get("/page.js").body();
        String page = browser.get("/").body() + browser.get("/page.css").body() + script;

        assertThat(page.replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http:")
                .doesNotContain("https:")
                .doesNotContain("@import");
        assertThat(browser.get("/").body())
                .doesNotContainPattern("<script(?! src=\"/page.js\")")
                .doesNotContainPattern("<style|\\sstyle=|\\son\\w+=");
        assertThat(script)
                .doesNotContainPattern(
                        "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(|new Function|DOMParser");
    }

    @Test
    void withoutAStateThePageSaysThatNothingHasRunAndMakesNone() {
        Browser browser = new Browser(console.port());

        assertThat(browser.get("/api/overview").json().path("syncs")).isEmpty();
        assertThat(browser.get("/api/overview").body()).doesNotContain("is odd");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void withoutConsoleTokenNobodySignsIn() {
        Browser.Page page = new Browser(console.port()).signIn("", "");
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.json().path("error").asText()).contains("console.token is not set");
    }

    @Test
    void bodiesThatAreLongOrWithoutAnEndAreNotWaitedFor() {
        Browser browser = new Browser(console.port());
        String post = "POST /api/session HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\n";
        assertThat(browser.ask(post + "Content-Length: 1000000\r\n\r\n").status())
                .isEqualTo(413);
        String chunked = post + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
        assertThat(browser.ask(chunked + "10000\r\n" + "x".repeat(65_536)).status())
                .as("nobody waits for its end")
                .isEqualTo(413);
        assertThat(browser.ask(chunked + "2\r\n{}\r\n0\r\n\r\n").status())
                .as("a short one is a body like any other")
                .isEqualTo(403);
        assertThat(browser.ask("DELETE /api/session HTTP/1.1\r\nHost: localhost\r\n\r\n")
                        .status())
                .isEqualTo(405);
        assertThat(browser.ask(post + "Content-Type: application/json\r\nContent-Length: 1\r\n\r\n{")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void portThatIsTakenIsToldWithItsRemedy() {
        assertThatThrownBy(() -> ConsoleServer.open(
                        settings(console.port()), ConsoleProcess.looking(keys(), null, SyncMistakes.NONE)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("port " + console.port())
                .hasMessageContaining("console.port")
                .hasMessageContaining("console.enabled=false");
    }

    @Test
    void noMoreThanTwentyListenAndOneThatLeavesMakesRoom() throws IOException {
        for (int i = 0; i < ProgressStream.MOST_LISTENERS; i++) {
            listen(console.port());
        }
        await().until(() -> console.listeners() == ProgressStream.MOST_LISTENERS);

        assertThat(new Browser(console.port()).get("/api/events").status()).isEqualTo(503);
        assertThat(new Browser(console.port()).get("/api/overview").status()).isEqualTo(200);

        held.get(0).close();
        await().until(() -> console.listeners() == ProgressStream.MOST_LISTENERS - 1);
    }

    @Test
    void pageIsToldHowFarARunIsWhileItGoesOn() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (LocalOrg org = LocalOrg.start();
                TestSync sync = TestSync.start(org, directory.resolve("data"));
                ConsoleServer serving = ConsoleServer.open(
                        settings(0),
                        ConsoleProcess.looking(Settings.of(sync.context()), sync.engine(), SyncMistakes.NONE))) {
            JsonNode overview = new Browser(serving.port()).get("/api/overview").json();
            assertThat(overview.at("/syncs/0/sync").asText())
                    .as("known before it ever ran")
                    .isEqualTo("accounts");
            assertThat(overview.at("/syncs/0/lastRun").isNull()).isTrue();
            sync.rows(() -> {
                read.countDown();
                goOn.await();
                return customers(1);
            });
            CompletableFuture<?> run = CompletableFuture.runAsync(() -> sync.run(RunMode.INCREMENTAL));
            read.await();
            BufferedReader events = listen(serving.port());

            assertThat(until(events, "\"phase\"")).contains("begin");
            goOn.countDown();
            assertThat(until(events, "\"runs\"")).as("the run is over").contains("[ ]");
            run.join();
        }
    }

    private static String until(BufferedReader events, String word) throws IOException {
        String line = events.readLine();
        while (!line.contains(word)) {
            line = events.readLine();
        }
        return line;
    }

    private BufferedReader listen(int port) throws IOException {
        Socket socket = new Browser(port).open();
        held.add(socket);
        socket.getOutputStream()
                .write("GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private Settings keys() {
        return Settings.of(key -> Optional.ofNullable(keys.get(key)));
    }

    private static ConsoleSettings settings(int port) {
        return new ConsoleSettings(true, "127.0.0.1", port, List.of(), null);
    }
}
