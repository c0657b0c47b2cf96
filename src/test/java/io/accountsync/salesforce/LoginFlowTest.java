package io.accountsync.salesforce;

import static io.accountsync.run.TestSync.ACCOUNTS;
import static io.accountsync.run.TestSync.customers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.OwnerOnlyFiles;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.LocalOrgOptionsBuilder;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.localorg.stats.SeenCall;
import io.accountsync.run.RunReport;
import io.accountsync.run.RunStatus;
import io.accountsync.run.TestSync;
import io.accountsync.run.sync.RunMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.camel.util.ObjectHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The flows by which a session is got, and what an address, an access token or a clock can be like. */
class LoginFlowTest {
    private static final KeyPair KEYS = keys();

    private LocalOrg org;

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void jwtBearerLogsInAndRenews() throws IOException {
        start(LocalOrgOptions.builder().certificate(KEYS.getPublic()));
        expireOnce();
        try (TestSync sync = start(jwt())) {
            assertThat(sync.rows(customers(3)).run().status()).isEqualTo(RunStatus.SUCCEEDED);
        }
        assertThat(org.stats().tokenRequests()).isEqualTo(2);
    }

    @Test
    void clientCredentialsLogInAndRenew() {
        start(LocalOrgOptions.builder());
        expireOnce();
        try (TestSync sync = start("salesforce.flow", "client-credentials", "salesforce.refresh-token", "")) {
            assertThat(sync.rows(customers(3)).run().status()).isEqualTo(RunStatus.SUCCEEDED);
        }
        assertThat(org.stats().tokenRequests()).isEqualTo(2);
    }

    @Test
    void clientCredentialsNeedTheOrgsOwnAddress() {
        start(LocalOrgOptions.builder());
        assertMistake(
                "My Domain",
                "salesforce.flow",
                "client-credentials",
                "salesforce.login-url",
                "https://login.salesforce.com");
    }

    @Test
    void aFlowThatThereIsNotIsNamed() {
        start(LocalOrgOptions.builder());
        assertMistake("refresh-token, jwt, client-credentials", "salesforce.flow", "password");
    }

    @Test
    void aKeyOfAnotherCertificateIsNamed() throws IOException {
        start(LocalOrgOptions.builder().certificate(keys().getPublic()));
        assertThat(stopped(jwt())).contains("salesforce.private-key-file").contains("certificate");
    }

    @Test
    void aUserWhoHasNotApprovedIsNamed() throws IOException {
        start(LocalOrgOptions.builder().certificate(KEYS.getPublic()));
        String[] keys = jwt();
        keys[3] = "nobody@example.com";
        assertThat(stopped(keys)).contains("salesforce.username").contains("pre-authorized");
    }

    @Test
    void aPrivateKeyThatOthersCanReadIsRefused() throws IOException {
        start(LocalOrgOptions.builder());
        String[] keys = jwt();
        Files.setPosixFilePermissions(directory.resolve("key.pem"), PosixFilePermissions.fromString("rw-r--r--"));
        assertMistake("chmod 600", keys);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-----BEGIN CERTIFICATE-----\nMIIC\n-----END CERTIFICATE-----",
                "-----BEGIN PRIVATE KEY-----\nMIIC"
            })
    void aPrivateKeyThatIsNoneIsRefused(String content) throws IOException {
        start(LocalOrgOptions.builder());
        String[] keys = jwt();
        Files.writeString(directory.resolve("key.pem"), content);
        assertMistake("not an RSA private key", keys);
    }

    @Test
    void aPrivateKeyInTheOldFormIsRefusedWithTheCommandThatTurnsIt() throws IOException {
        start(LocalOrgOptions.builder());
        String[] keys = jwt();
        Files.writeString(directory.resolve("key.pem"), "-----BEGIN RSA PRIVATE KEY-----\nMIIC");
        assertMistake("openssl pkcs8 -topk8", keys);
    }

    @Test
    void aWrongClockIsNamedWhenItMakesTheLoginFail() throws IOException {
        start(LocalOrgOptions.builder()
                .certificate(KEYS.getPublic())
                .clock(Clock.offset(Clock.systemUTC(), Duration.ofHours(2))));
        assertThat(stopped(jwt())).contains("The clock of this machine is 1").contains("minutes behind Salesforce's");
    }

    @Test
    void anAccessTokenIsUsedUntilItDies() {
        start(LocalOrgOptions.builder());
        String token = accessToken();
        org.stats().reset();
        try (TestSync sync = start("salesforce.access-token", token, "salesforce.instance-url", org.baseUrl() + "/")) {
            assertThat(sync.rows(customers(3)).run().status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(org.stats().tokenRequests()).isZero();

            expireOnce();
            assertThat(sync.rows(customers(5)).run().status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(org.stats().tokenRequests()).isEqualTo(1);
        }
    }

    @Test
    void anAccessTokenWithoutTheAddressOfItsOrgIsRefused() {
        start(LocalOrgOptions.builder());
        assertMistake("salesforce.instance-url", "salesforce.access-token", "00Dx!y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/services/data", "//", "?x=1", "/lightning/page/home#top"})
    void whatFollowsTheHostOfAnAddressIsDropped(String rest) {
        start(LocalOrgOptions.builder());
        try (TestSync sync = start(
                "salesforce.instance-url", org.baseUrl() + rest, "salesforce.login-url", " " + org.baseUrl() + rest)) {
            assertThat(sync.run().status()).isEqualTo(RunStatus.SUCCEEDED);
        }
        assertThat(org.stats().requestUrls()).allMatch(url -> url.startsWith("/services/"));
    }

    @Test
    void anAddressWithoutSchemeIsHttps() {
        start(LocalOrgOptions.builder());
        assertThat(SalesforceAddress.origin("key", "acme.my.salesforce.com/x"))
                .isEqualTo("https://acme.my.salesforce.com");
        assertThat(SalesforceAddress.origin("key", "https://USER:pw@Acme.my.salesforce.com:8443"))
                .isEqualTo("https://acme.my.salesforce.com:8443");
    }

    @Test
    void addressesThatCannotBeRightAreRefused() {
        start(LocalOrgOptions.builder());
        assertThatThrownBy(() -> SalesforceAddress.origin("key", "http://acme.my.salesforce.com"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("https://");
        assertThatThrownBy(() -> SalesforceAddress.origin("key", "https://acme.lightning.force.com/x"))
                .hasMessageContaining("https://acme.my.salesforce.com");
        for (String stranger : List.of("http://127.attacker.invalid", "http://localhost.attacker.invalid")) {
            assertThatThrownBy(() -> SalesforceAddress.origin("key", stranger)).hasMessageContaining("https://");
            assertThatThrownBy(() -> TokenAnswer.read(
                            LoginFlow.REFRESH_TOKEN,
                            new TokenEndpoint.Answer(
                                    200, "{\"access_token\":\"t\",\"instance_url\":\"" + stranger + "\"}", null),
                            Instant.now()))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("instance_url");
        }
        for (String none : List.of("", "  ", "ftp://x", "https://", "a b", "::")) {
            assertThatThrownBy(() -> SalesforceAddress.origin("key", none)).hasMessageContaining("key must be");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"62", "v62.0", "V62", "62.0"})
    void aVersionIsUnderstoodAsPeopleWriteIt(String version) {
        start(LocalOrgOptions.builder());
        try (TestSync sync = start("salesforce.api-version", version)) {
            assertThat(sync.run().status()).isEqualTo(RunStatus.SUCCEEDED);
        }
    }

    @Test
    void aRetiredVersionIsNamedWithThoseThatAreGood() {
        start(LocalOrgOptions.builder());
        assertThat(failed("salesforce.api-version", "30.0"))
                .contains("30.0 is retired")
                .contains("31.0 to 68.0");
    }

    @Test
    void anUnknownVersionIsNamedWithThoseThatAreGood() {
        start(LocalOrgOptions.builder());
        assertThat(failed("salesforce.api-version", "99.0"))
                .contains("99.0 is not known")
                .contains("31.0 to 68.0");
        assertMistake("such as 67.0", "salesforce.api-version", "latest");
    }

    @Test
    void aProxyThatAnswersTheLoginIsNamed() {
        start(LocalOrgOptions.builder());
        org.faults().add(FaultMatch.on(CallKind.TOKEN), FaultAction.html());
        assertThat(failed())
                .contains("status 200 and an HTML page")
                .contains("proxy")
                .contains("salesforce.login-url");
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 403, 500, 503})
    void anyOtherAnswerToTheLoginIsNamedByItsStatus(int status) {
        start(LocalOrgOptions.builder());
        org.faults()
                .add(
                        FaultMatch.on(CallKind.TOKEN),
                        new FaultAction.AnswerWith(status, "text/html", "<html>no</html>", false));
        assertThat(failed()).contains("status " + status);
    }

    @Test
    void aLoginThatHicksUpInTheMiddleOfARunIsTriedAgain() {
        start(LocalOrgOptions.builder());
        org.faults().add(FaultMatch.on(CallKind.COLLECTIONS).once(), FaultAction.expireSessions());
        org.faults()
                .add(
                        FaultMatch.on(CallKind.TOKEN).from(2).times(2),
                        FaultAction.oauthError("unknown_error", "retry your request"));
        try (TestSync sync = start()) {
            assertThat(sync.rows(customers(3)).run().status()).isEqualTo(RunStatus.SUCCEEDED);
        }
    }

    @Test
    void assignmentRulesRunOnlyWhenAsked() {
        start(LocalOrgOptions.builder());
        try (TestSync sync = start()) {
            sync.rows(customers(1)).run();
        }
        try (TestSync sync = start("salesforce.auto-assign", "true")) {
            sync.rows(customers(2)).run();
        }
        assertThat(org.stats().seen().stream()
                        .filter(call -> call.kind() == CallKind.COLLECTIONS)
                        .map(SeenCall::autoAssign))
                .containsExactly("FALSE", "TRUE");
    }

    @Test
    void duplicateRulesAreRespectedUnlessAlertsAreAllowed() {
        start(LocalOrgOptions.builder().duplicateRule("Account", true, "Name"));
        // With a key: accounts without one would make the first run ask before it creates others.
        org.insert("Account", Map.of("Name", "Company 1", "Customer_Id__c", "another"));
        try (TestSync sync = start()) {
            assertThat(sync.rows(customers(1)).run().status()).isEqualTo(RunStatus.PARTIAL);
        }
        try (TestSync sync = start("salesforce.duplicate-rules", "allow-alerts")) {
            assertThat(sync.rows(customers(1)).run(RunMode.FULL_REFRESH).status())
                    .isEqualTo(RunStatus.SUCCEEDED);
            assertThat(org.find("Account", "Customer_Id__c", "1")).isPresent();
        }
    }

    private void start(LocalOrgOptionsBuilder options) {
        org = LocalOrg.start(options.build());
    }

    private TestSync start(String... keys) {
        return TestSync.start(org, directory, ACCOUNTS, keys);
    }

    private void expireOnce() {
        org.faults().add(FaultMatch.on(CallKind.COLLECTIONS).once(), FaultAction.expireSessions());
    }

    private String stopped(String... keys) {
        return ended(RunStatus.STOPPED, keys);
    }

    private String failed(String... keys) {
        return ended(RunStatus.FAILED, keys);
    }

    private String ended(RunStatus status, String... keys) {
        try (TestSync sync = start(keys)) {
            RunReport report = sync.rows(customers(3)).run();
            assertThat(report.status()).as(report.message()).isEqualTo(status);
            return report.message();
        }
    }

    private void assertMistake(String remedy, String... keys) {
        assertThatThrownBy(() -> start(keys))
                .satisfies(error -> assertThat(ObjectHelper.getException(ConfigurationException.class, error))
                        .hasMessageContaining(remedy));
    }

    private String[] jwt() throws IOException {
        Path key = directory.resolve("key.pem");
        String pem = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(KEYS.getPrivate().getEncoded());
        OwnerOnlyFiles.write(key, "-----BEGIN PRIVATE KEY-----\n" + pem + "\n-----END PRIVATE KEY-----\n");
        return new String[] {
            "salesforce.flow",
            "jwt",
            "salesforce.username",
            (String) org.records("User").get(0).get("Username"),
            "salesforce.private-key-file",
            key.toString(),
            "salesforce.refresh-token",
            ""
        };
    }

    private String accessToken() {
        try (TestSync sync = start()) {
            sync.run();
            return sync.context()
                    .getComponent("salesforce", OrgComponent.class)
                    .getSession()
                    .getAccessToken();
        }
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
