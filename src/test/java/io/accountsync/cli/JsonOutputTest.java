package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.source.SampleSource;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With --json stdout carries exactly one JSON document, whatever happens. */
class JsonOutputTest {
    private static final ObjectMapper ONE_DOCUMENT =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static LocalOrg org;
    private static SampleSource source;

    @TempDir
    private static Path shared;

    @TempDir
    private Path directory;

    private InProcess command;

    @BeforeAll
    static void startOrg() {
        org = LocalOrg.start();
        source = SampleSource.create(shared.resolve("source.db"));
    }

    @AfterAll
    static void stopOrg() {
        org.close();
    }

    @BeforeEach
    void prepare() {
        command = new InProcess()
                .with("salesforce.login-url", org.baseUrl())
                .with("salesforce.client-id", org.clientId())
                .with("salesforce.client-secret", org.clientSecret())
                .with("salesforce.refresh-token", org.refreshToken())
                .with("sync.retries", "0")
                .with("source.url", source.url())
                .with("state.directory", directory.resolve("data").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "plan", "reconcile", "check"})
    void aSyncFileThatIsNotThereIsToldInOneWithTheExitCode(String words) throws Exception {
        isTold(words + " --routes nowhere", 2, "FAILED", "nowhere");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "failures", "explain 1"})
    void aStateThatCannotBeReadIsToldInOneWithTheExitCode(String words) throws Exception {
        command.with("state.url", "jdbc:postgresql://127.0.0.1:1/state");
        isTold(words, 1, "FAILED", "cannot be reached");
    }

    @Test
    void anOrgThatRefusesTheLoginIsToldInOneWithTheExitCode() throws Exception {
        command.with("salesforce.refresh-token", "dead");
        isTold("discover", 1, "FAILED", "Salesforce");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "plan", "status", "check", "forget 1", "adopt"})
    void aWrongArgumentIsToldInOne(String words) throws Exception {
        isTold(words + " --nonsense", 2, "FAILED", "Unknown option");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "plan", "reconcile"})
    void aSyncThatIsNotThereIsToldInOne(String words) throws Exception {
        JsonNode json = isTold(words + " others", 2, "FAILED", "There is no sync others");
        assertThat(json.get("sync").asText()).isEqualTo("others");
    }

    @Test
    void aRunThatCouldNotBeginHasAllThatAReportHas() throws Exception {
        JsonNode begun = json(command.run("run", "--json"));
        command.with("sync.batch-size", "nonsense");
        JsonNode json = isTold("run accounts", 2, "FAILED", "sync.batch-size must be a whole number");
        assertThat(json.fieldNames()).toIterable().containsExactlyElementsOf(begun::fieldNames);
        assertThat(json.at("/counts/rows_read").asInt()).isZero();
    }

    @Test
    void aPlanThatBreaksOffSaysSoInPlaceOfItsCounts() throws Exception {
        org.stats().reset();
        JsonNode whole = json(command.run("plan", "--json"));
        assertThat(whole.get("exit_code").asInt()).isZero();
        assertThat(whole.has("counts")).isTrue();

        int last = (int) org.stats().calls(CallKind.QUERY);
        org.faults().add(FaultMatch.on(CallKind.QUERY).from(last), FaultAction.respond(500, "UNKNOWN_EXCEPTION", "x"));
        JsonNode json = isTold("plan --all", 1, "FAILED", "Salesforce");
        assertThat(json.get("records").isArray()).isTrue();
        assertThat(json.has("counts")).isFalse();
    }

    @AfterEach
    void withoutFaults() {
        org.faults().clear();
    }

    private JsonNode isTold(String words, int exitCode, String status, String message) throws Exception {
        Jar.Ended ended = command.run((words + " --json").split(" "));
        JsonNode json = json(ended);
        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isEqualTo(exitCode);
        assertThat(json.get("exit_code").asInt()).isEqualTo(exitCode);
        assertThat(json.get("status").asText()).isEqualTo(status);
        assertThat(json.get("message").asText()).contains(message).doesNotContain("Usage:");
        assertThat(ended.err()).as("people are told, too").contains(message);
        return json;
    }

    private static JsonNode json(Jar.Ended ended) throws Exception {
        assertThat(ended.out()).as(ended.err()).isNotEmpty();
        return ONE_DOCUMENT.readTree(ended.out());
    }
}
