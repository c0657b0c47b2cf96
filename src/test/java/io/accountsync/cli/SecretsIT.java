package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.salesforce.Browser;
import io.accountsync.source.SampleSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promise 6, with the real jar at DEBUG: no secret in what it writes, names its threads, throws or asks for. */
class SecretsIT {
    /** How the local org's tokens and codes begin, so that those are found which no test ever sees. */
    private static final Pattern TOKEN = Pattern.compile("5Aep\\w{8}|00D\\w{12}(\\w{3})?!\\w|aPrx\\w{8}");

    private final LocalOrg org = LocalOrg.start(LocalOrgOptions.builder()
            .requirePkce(true)
            .rotateRefreshTokens(true)
            .oneSessionPerGrant(true)
            .build());
    private final StringBuilder written = new StringBuilder();
    private final List<String> secrets = new ArrayList<>();

    @TempDir
    private Path directory;

    private Jar jar;
    private HttpServer webhook;

    /** Nothing is found there: the exception that says so names the address. */
    @BeforeEach
    void listen() throws IOException {
        webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        webhook.start();
    }

    @AfterEach
    void stopOrg() {
        webhook.stop(0);
        org.close();
    }

    @Test
    void noSecretIsEverWrittenOrPutIntoAnAddress() throws Exception {
        jar = new Jar(directory)
                .with("JAVA_TOOL_OPTIONS", "-Daccount-sync.log-level=DEBUG")
                .with("SALESFORCE_LOGIN_URL", org.baseUrl())
                .with("SALESFORCE_CLIENT_ID", org.clientId())
                .with("SALESFORCE_CLIENT_SECRET", org.clientSecret())
                .with("SOURCE_PASSWORD", "sourcehunter2")
                .with("STATE_PASSWORD", "statehunter2")
                .with(
                        "SOURCE_URL",
                        SampleSource.create(directory.resolve("source.db")).url());
        jar.with("SYNC_ALERT_URL", "http://127.0.0.1:" + webhook.getAddress().getPort() + "/alerthunter2");
        secrets.add("alerthunter2");
        secrets.addAll(List.of(org.clientSecret(), org.refreshToken(), "sourcehunter2", "statehunter2"));

        String end = Browser.allow(url());
        secrets.add(Browser.parameters(end).get("code"));
        assertThat(ended("auth", "exchange", end)).isZero();
        secrets.add(fileMember("credentials.json", "refresh_token"));
        assertThat(ended("auth", "exchange", end))
                .as("no login is under way any more")
                .isEqualTo(2);

        org.faults().add(FaultMatch.on(CallKind.COLLECTIONS).once(), FaultAction.expireSessions());
        assertThat(ended("run")).as("a run whose session expires").isEqualTo(3);
        assertThat(org.stats().tokenRequests())
                .as("the code, the first login, the renewal")
                .isEqualTo(3);
        serveWithAThreadDump();
        org.faults().add(FaultMatch.on(CallKind.TOKEN).once(), FaultAction.garbage());
        assertThat(ended("run")).as("an answer cut short").isEqualTo(4);
        assertThat(ended("run"))
                .as("a token whose successor was in that answer")
                .isEqualTo(4);

        assertThat(written.toString()).as("this is DEBUG").contains(" DEBUG ");
        assertThat(written).contains("account-sync-alert failed");
        for (String secret : secrets) {
            assertThat(written).doesNotContain(secret);
            assertThat(org.stats().requestUrls()).noneMatch(url -> url.contains(secret));
        }
        assertThat(TOKEN.matcher(written).results().map(found -> found.group())).isEmpty();
        assertThat(org.stats().requestUrls())
                .noneMatch(url -> TOKEN.matcher(url).find())
                .noneMatch(url -> url.contains("revoke"));
    }

    private String url() throws IOException {
        assertThat(ended("auth", "url")).isZero();
        secrets.add(fileMember("auth-url.json", "code_verifier"));
        return jar.out().strip();
    }

    /** A quit signal makes the JVM write all its threads with their names to stdout. */
    private void serveWithAThreadDump() throws Exception {
        jar.with("SYNC_ACCOUNTS_SCHEDULE", "* * * * * ?");
        Process serve = jar.start("serve");
        try {
            await().until(() -> jar.err().contains(" ended "));
            new ProcessBuilder("kill", "-QUIT", String.valueOf(serve.pid()))
                    .start()
                    .waitFor();
            await().until(() -> jar.out().contains("salesforce-login"));
        } finally {
            serve.destroy();
            serve.waitFor();
        }
        written.append(jar.out()).append(jar.err());
    }

    private int ended(String... arguments) {
        Jar.Ended ended = jar.run(arguments);
        written.append(ended.out()).append(ended.err());
        return ended.exitCode();
    }

    private String fileMember(String file, String member) throws IOException {
        JsonNode content = new ObjectMapper()
                .readTree(Files.readString(directory.resolve("data").resolve(file)));
        return content.get(member).asText();
    }
}
