package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.fault.Fault;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.salesforce.Browser;
import io.accountsync.source.SampleSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From an app to working credentials, by commands. */
class AuthTest {
    private final LocalOrg org = LocalOrg.start(LocalOrgOptions.builder()
            .requirePkce(true)
            .rotateRefreshTokens(true)
            .build());

    @TempDir
    private Path directory;

    private Path file;
    private InProcess command;

    @BeforeEach
    void prepare() {
        file = directory.resolve("data/credentials.json");
        command = new InProcess()
                .with("salesforce.login-url", org.baseUrl())
                .with("salesforce.client-id", org.clientId())
                .with("salesforce.client-secret", org.clientSecret())
                .with("sync.retry-delay", "1")
                .with(
                        "source.url",
                        SampleSource.create(directory.resolve("source.db")).url())
                .with("state.directory", directory.resolve("data").toString());
    }

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void urlAndExchangeMakeCredentialsThatEveryCommandReads() throws IOException {
        String end = Browser.allow(url());

        Jar.Ended exchange = command.run("auth", "exchange", end);

        assertThat(exchange.err()).isEmpty();
        assertThat(exchange.exitCode()).isZero();
        assertThat(exchange.out())
                .contains("Logged in as ")
                .contains(org.orgId())
                .contains(file.toString())
                .contains("five grants");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(directory.resolve("data/auth-url.json")).doesNotExist();
        assertRuns();
        assertRuns();
    }

    @Test
    void theAddressHasPkceAndStateAndAsksForNoMoreThanIsNeeded() {
        Map<String, String> parameters = Browser.parameters(url());
        assertThat(parameters)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", org.clientId())
                .containsEntry("redirect_uri", "https://login.salesforce.com/")
                .containsEntry("scope", "api refresh_token")
                .containsEntry("code_challenge_method", "S256");
        assertThat(parameters.get("code_challenge")).matches("[\\w-]{43}");
        assertThat(parameters.get("state")).matches("[\\w-]{43}");
        assertThat(Browser.parameters(url()).get("state")).isNotEqualTo(parameters.get("state"));
    }

    @Test
    void whatProvesThatAddressAndCodeBelongTogetherIsKeptPrivate() throws IOException {
        url();
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(directory.resolve("data/auth-url.json"))))
                .isEqualTo("rw-------");
    }

    static Stream<Arguments> pasted() {
        return Stream.of(
                form("the address in quotes", end -> "\"" + end + "\""),
                form("the address in single quotes with blanks", end -> "  '" + end + "' \r\n"),
                form("the address broken into lines", end -> end.replace("code=", "code=\n")),
                form("what stands after the question mark", end -> end.replaceFirst(".*\\?", "")),
                form("the code as it stands in the address", end -> code(end)),
                form("the decoded code", end -> code(end).replace("%3D", "=")),
                form("the decoded code in quotes", end -> "'" + code(end).replace("%3D", "=") + "'"),
                form("the address with an anchor", end -> end + "#_=_"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pasted")
    void aCodeIsUnderstoodHoweverItWasCopied(String name, UnaryOperator<String> copying) {
        Jar.Ended exchange = command.run("auth", "exchange", copying.apply(Browser.allow(url())));
        assertThat(exchange.err()).isEmpty();
        assertThat(file).exists();
    }

    @Test
    void aDashReadsTheAddressFromAPipe() {
        String end = Browser.allow(url());
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream((end + "\n").getBytes(StandardCharsets.UTF_8)));
            assertThat(command.run("auth", "exchange", "-").exitCode()).isZero();
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void aCodeThatWasUsedIsSaidToBe() {
        String end = Browser.allow(url());
        command.run("auth", "exchange", end);
        command.run("auth", "url");

        assertRefused(1, code(end), "invalid authorization code", "used already", "auth url again");
    }

    @Test
    void aCodeOfAnEarlierAddressIsSaidToBe() {
        String end = Browser.allow(url());
        url();
        assertRefused(2, end, "another login than the latest");
        assertRefused(1, code(end), "invalid code verifier", "another auth url");
    }

    @Test
    void aCodeThatWasAskedForByAnotherAppIsSaidToBe() {
        String end = Browser.allow(url());
        command.with("salesforce.client-id", "3MVG9another");
        assertRefused(2, end, "another app");
    }

    @Test
    void aWrongSecretIsNamedAndTheLoginCanBeRepeated() {
        String end = Browser.allow(url());
        command.with("salesforce.client-secret", "wrong");
        assertRefused(1, end, "invalid_client", "salesforce.client-secret");

        command.with("salesforce.client-secret", org.clientSecret());
        assertThat(command.run("auth", "exchange", end).exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "expired authorization code, has expired",
        "invalid authorization code, used already",
        "invalid code verifier, another auth url",
        "redirect_uri must match configuration, callback",
    })
    void salesforcesReasonsHaveASentenceEach(String description, String sentence) {
        String end = Browser.allow(url());
        String error = description.startsWith("redirect") ? "redirect_uri_mismatch" : "invalid_grant";
        org.faults().add(FaultMatch.on(CallKind.TOKEN), FaultAction.oauthError(error, description));
        assertRefused(1, end, description, sentence);
    }

    @Test
    void accessThatWasDeniedIsSaidToBe() {
        assertRefused(1, Browser.deny(url()), "access_denied", "did not allow access");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "''",
                "https://login.salesforce.com/",
                "https://login.salesforce.com/?code=",
                "?state=x&code="
            })
    void whatHasNoCodeIsRefused(String pasted) {
        url();
        assertRefused(2, pasted, "There is no code");
    }

    @Test
    void anExchangeWithoutAnAddressBeforeIsRefused() {
        assertRefused(2, "aPrxCode==", "auth url first");
    }

    /** What comes instead of an answer, and what is said of it. */
    static Stream<Arguments> oddAnswers() {
        return Stream.of(
                odd(200, "text/html", "<html>secretRow</html>", "status 200", "an HTML page instead of JSON"),
                odd(200, "application/json", "", "status 200", "an empty body"),
                odd(200, "application/json", "{\"username\":\"secretRow", "status 200", "JSON that is cut short"),
                odd(200, "application/json", "{\"hello\":\"secretRow\"}", "status 200", "JSON that is not an answer"),
                odd(204, "text/plain", "", "status 204", "an empty body"),
                odd(302, "text/html", "<html>secretRow</html>", "status 302, a redirect", "an HTML page"),
                odd(403, "text/plain", "secretRow", "status 403", "a text that is not JSON"),
                odd(503, "text/html", "<html>secretRow</html>", "status 503", "an HTML page instead of JSON"),
                odd(503, "application/json", "[{\"errorC", "status 503", "JSON that is cut short"),
                Arguments.of(
                        "closed",
                        FaultAction.dropConnection(),
                        List.of("the connection was closed before the answer came")));
    }

    private static Arguments odd(int status, String type, String body, String... said) {
        return Arguments.of(
                status + " " + type + " " + body, new FaultAction.AnswerWith(status, type, body, false), List.of(said));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oddAnswers")
    void anOddAnswerToACodeIsASentenceAndTheLoginCanBeRepeated(String name, FaultAction action, List<String> said)
            throws Exception {
        command.with("sync.retries", "0");
        String end = Browser.allow(url());
        Fault fault = org.faults().add(FaultMatch.on(CallKind.TOKEN), action);

        Jar.Ended exchange = command.run("auth", "exchange", end);

        assertThat(exchange.exitCode()).isEqualTo(1);
        assertOneSentence(exchange.err(), "The request to Salesforce failed: the login ", said);
        assertThat(exchange.err()).doesNotContain(code(end));
        assertThat(file).doesNotExist();

        CompletableFuture<String> page = browserThat(address -> Browser.open(Browser.allow(address)));
        Jar.Ended login = command.run("auth", "login", "--port", "0", "--no-browser");
        assertThat(login.exitCode()).isEqualTo(1);
        assertThat(page.get()).doesNotContain("secretRow");
        assertOneSentence(
                login.err().replaceFirst("(?s).*Waiting for that \\.\\.\\.\\R", ""),
                "The request to Salesforce failed: the login ",
                said);

        fault.remove();
        assertThat(command.run("auth", "exchange", end).exitCode()).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("oddAnswers")
    void anOddAnswerOfTheIdentityUrlLeavesTheLoginWithoutANameAndSaysWhy(
            String name, FaultAction action, List<String> said) throws IOException {
        String end = Browser.allow(url());
        org.faults().add(FaultMatch.on(CallKind.IDENTITY), action);

        Jar.Ended exchange = command.run("auth", "exchange", end);

        assertThat(exchange.exitCode()).isZero();
        assertThat(exchange.err()).isEmpty();
        assertThat(exchange.out()).startsWith("Logged in to the org " + org.orgId() + " at ");
        assertOneSentence(
                exchange.out().lines().toList().get(1), "Salesforce did not report the name of the user: ", said);
        assertThat(Files.readString(file)).contains("refresh_token");
    }

    private void assertOneSentence(String text, String beginning, List<String> said) {
        assertThat(text.lines()).hasSize(1);
        assertThat(text.strip())
                .startsWith(beginning)
                .contains(said)
                .endsWith(".")
                .doesNotContain("..", "Exception", "secretRow", "java.", org.clientSecret(), org.clientId());
    }

    @Test
    void anAppThatGivesNoRefreshTokenIsNamed() {
        String end = Browser.allow(url().replace("api%20refresh_token", "api"));
        assertRefused(2, end, "no refresh token", "offline_access");
    }

    @Test
    void aPlaceThatCannotBeWrittenIsNamedBeforeTheCodeIsSpent() throws IOException {
        String end = Browser.allow(url());
        Files.createDirectories(file);
        assertRefused(2, end, "cannot be written", "salesforce.credentials-file");
        Files.delete(file);
        assertThat(command.run("auth", "exchange", end).exitCode()).isZero();

        Files.writeString(directory.resolve("occupied"), "");
        command.with(
                "salesforce.credentials-file",
                directory.resolve("occupied/c.json").toString());
        assertThat(command.run("auth", "url").err()).contains("cannot be written");
    }

    @Test
    void withoutAConsumerKeyNothingIsBegun() {
        command.with("salesforce.client-id", "");
        assertThat(command.run("auth", "url").err()).contains("salesforce.client-id is not set");
        assertThat(command.run("auth").err()).contains("Which step?");
    }

    @Test
    void loginDoesItInOneGo() throws Exception {
        CompletableFuture<String> page = browserThat(address -> Browser.open(Browser.allow(address)));

        Jar.Ended ended = command.run("auth", "login", "--port", "0", "--no-browser");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).contains("Logged in as ").contains("five grants");
        assertThat(page.get()).contains("You can close this window");
        assertRuns();
    }

    @Test
    void loginTurnsAwayWhatIsNoAnswerAndEndsWhenAccessIsDenied() throws Exception {
        CompletableFuture<String> page = browserThat(address -> {
            String callback = Browser.parameters(address).get("redirect_uri");
            String foreign = Browser.open(callback + "?code=x&state=y")
                    + Browser.open(callback.replace("callback", "favicon.ico"));
            return foreign + Browser.open(Browser.deny(address));
        });

        Jar.Ended ended = command.run("auth", "login", "--port", "0", "--no-browser");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.err()).contains("access_denied").contains("did not allow access");
        assertThat(page.get())
                .contains("not an answer to the login")
                .contains("nothing here")
                .contains("gave no access");
    }

    @Test
    void loginTimesOutPolitely() {
        Jar.Ended ended = command.run("auth", "login", "--port", "0", "--no-browser", "--timeout", "1");
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err())
                .contains("Nobody came back")
                .contains("callback URLs")
                .contains("auth url");
        assertThat(ended.err()).doesNotContain("\tat ");
    }

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(command.run("auth", "login", "--no-browser", "--port", String.valueOf(taken.getLocalPort()))
                            .err())
                    .contains("is taken")
                    .contains("--port");
        }
    }

    @Test
    void aKeyThatHidesTheFileIsPointedOut() {
        command.with("salesforce.refresh-token", "5AepOld");
        assertThat(command.run("auth", "exchange", Browser.allow(url())).out())
                .contains("salesforce.refresh-token is set, and wins");
    }

    @Test
    void aFileThatOthersCanReadIsRefused() throws IOException {
        login();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertRunRefused("can be read or written by other users", "chmod 600 " + file);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 40, 200})
    void aFileThatWasCutShortIsRefused(int length) throws IOException {
        login();
        Files.writeString(file, Files.readString(file).substring(0, length));
        assertRunRefused("credentials file", "auth login");
    }

    @Test
    void aFileThatLacksSomethingIsRefused() throws IOException {
        login();
        Files.writeString(file, Files.readString(file).replace("refresh_token", "other"));
        assertRunRefused("has no refresh_token", "auth login");
    }

    @Test
    void aFileOfAnotherOrgOrAppIsRefused() throws IOException {
        login();
        command.with("salesforce.login-url", "https://test.salesforce.com");
        assertRunRefused("another org than salesforce.login-url");
        command.with("salesforce.login-url", org.baseUrl()).with("salesforce.client-id", "3MVG9other");
        assertRunRefused("another app than salesforce.client-id");
    }

    @Test
    void theFileNeedsNoOtherKeys() {
        login();
        command.with("salesforce.login-url", "https://login.salesforce.com")
                .with("salesforce.client-id", "")
                .with("salesforce.client-secret", "");
        assertRuns();
    }

    private void login() {
        assertThat(command.run("auth", "exchange", Browser.allow(url())).exitCode())
                .isZero();
    }

    private String url() {
        Jar.Ended url = command.run("auth", "url");
        assertThat(url.exitCode()).as(url.err()).isZero();
        return url.out().strip();
    }

    /** Waits in the background for the address that the command prints, and goes there. */
    private CompletableFuture<String> browserThat(UnaryOperator<String> goes) {
        Pattern address = Pattern.compile("http://\\S+/authorize\\S+");
        return CompletableFuture.supplyAsync(() -> {
            AtomicReference<String> found = new AtomicReference<>();
            await().until(() -> {
                Matcher matcher = address.matcher(command.err());
                if (matcher.find()) {
                    found.set(matcher.group());
                }
                return found.get() != null;
            });
            return goes.apply(found.get());
        });
    }

    private void assertRuns() {
        Jar.Ended run = command.run("run");
        assertThat(run.out()).as(run.err()).contains("accounts (run").doesNotContain("STOPPED");
    }

    private void assertRunRefused(String... words) {
        Jar.Ended run = command.run("run");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out() + run.err()).contains(words).doesNotContain("\tat ");
    }

    private void assertRefused(int exitCode, String pasted, String... words) {
        Jar.Ended exchange = command.run("auth", "exchange", pasted);
        assertThat(exchange.err()).contains(words).doesNotContain("\tat ").doesNotContain("Exception");
        assertThat(exchange.exitCode()).isEqualTo(exitCode);
    }

    private static String code(String end) {
        return end.replaceFirst(".*[?&]code=", "").replaceFirst("&.*", "");
    }

    private static Arguments form(String name, UnaryOperator<String> copying) {
        return Arguments.of(name, copying);
    }
}
