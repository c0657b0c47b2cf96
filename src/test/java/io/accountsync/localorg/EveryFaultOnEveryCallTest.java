package io.accountsync.localorg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.accountsync.localorg.OrgClient.Answer;
import io.accountsync.localorg.fault.Fault;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A fault is refused when it is set, or its call is answered; and nothing is left of it when it is taken back. */
class EveryFaultOnEveryCallTest {

    private static final String ROOT = "/services/data/v62.0";
    private static final String COLLECTION = ROOT + "/composite/sobjects/Account/Customer_Id__c";
    private static final List<FaultAction> ACTIONS = List.of(
            FaultAction.respond(503, "SERVER_UNAVAILABLE", "busy"),
            FaultAction.rejectRecord("UNABLE_TO_LOCK_ROW", "locked"),
            FaultAction.delay(Duration.ofMillis(1)),
            FaultAction.hang(),
            FaultAction.holdBack(false),
            FaultAction.holdBack(true),
            FaultAction.dropConnection(),
            FaultAction.loseAnswer(),
            FaultAction.html(),
            FaultAction.garbage(),
            FaultAction.emptyBody(),
            new FaultAction.AnswerWith(502, "text/html", "<html>no</html>", true),
            FaultAction.shortList(1),
            FaultAction.expireSessions(),
            FaultAction.exhaustDailyLimit(),
            FaultAction.failJob("InternalServerError : oops", 0),
            FaultAction.oauthError("invalid_grant", "expired access/refresh token"),
            FaultAction.tokenRequestBeingProcessed());

    private static LocalOrg org;
    private static OrgClient client;
    private static String job;
    private static String accountId;

    @BeforeAll
    static void start() {
        org = LocalOrg.start();
        client = new OrgClient(org);
        accountId = org.insert("Account", Map.of("Name", "Acme"));
        job = client.post(ROOT + "/jobs/query", Map.of("operation", "query", "query", "SELECT Id FROM Account"))
                .json()
                .get("id")
                .asText();
        await().until(() -> client.get(ROOT + "/jobs/query/" + job)
                .json()
                .get("state")
                .asText()
                .equals("JobComplete"));
    }

    @AfterAll
    static void stop() {
        org.close();
    }

    @AfterEach
    void clear() {
        org.faults().clear();
    }

    static Stream<Arguments> everyPair() {
        return Arrays.stream(CallKind.values())
                .flatMap(kind -> ACTIONS.stream().map(action -> Arguments.of(kind, action)));
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void faultIsRefusedOrItsCallIsAnsweredAndItCanBeTakenBack(CallKind kind, FaultAction action) throws Exception {
        String before = outcome(kind);
        Fault fault;
        try {
            fault = org.faults().add(FaultMatch.on(kind), action);
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageContaining(action.getClass().getSimpleName());
            return;
        }

        CompletableFuture<String> struck = CompletableFuture.supplyAsync(() -> outcome(kind));
        if (action instanceof FaultAction.Hang || action instanceof FaultAction.HoldBack) {
            await().until(() -> fault.waiting() > 0);
            fault.release();
        }
        String during = struck.get();
        fault.remove();

        assertThat(during).isNotBlank();
        if (!(action instanceof FaultAction.RejectRecord || action instanceof FaultAction.FailJob)) {
            // More than one where the client repeats a call by itself.
            assertThat(fault.hits()).isPositive();
        }
        assertThat(outcome(kind)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(CallKind.class)
    void faultForAnyCallStrikesOnlyThoseThatItCanBeCarriedOutOn(CallKind kind) {
        Fault fault = org.faults().add(FaultMatch.any(), FaultAction.shortList(1));

        outcome(kind);

        assertThat(fault.hits() == 1).isEqualTo(fault.action().kinds().contains(kind));
    }

    @Test
    void listsLackTheirLastOnesWhereverTheyAre() {
        org.insert("Account", Map.of("Name", "Line\nbreak"));
        int all = client.query("SELECT Name FROM Account").json().get("records").size();
        org.faults().add(FaultMatch.on(CallKind.QUERY), FaultAction.shortList(1));
        String file = ROOT + "/jobs/query/" + job + "/results";
        org.faults().add(FaultMatch.on(CallKind.BULK), FaultAction.shortList(1));

        assertThat(client.query("SELECT Name FROM Account").json().get("records"))
                .hasSize(all - 1);
        assertThat(client.get(file).body()).isEqualTo("\"Id\"\n");
        assertThat(client.get(ROOT + "/jobs/query/" + job).json().get("state").asText())
                .isEqualTo("JobComplete");
    }

    @Test
    void dayThatAFaultUsedUpIsGivenBackOverHttp() {
        int id = client.post("/local-org/faults", Map.of("action", Map.of("type", "exhaustDailyLimit")))
                .json()
                .get("id")
                .asInt();
        assertThat(client.get(ROOT + "/limits").status()).isEqualTo(403);

        client.delete("/local-org/faults/" + id);

        assertThat(client.get(ROOT + "/limits").status()).isEqualTo(200);
    }

    @Test
    void delayedCallGoesOnWhenItsFaultIsTakenBack() throws Exception {
        Fault fault = org.faults().add(FaultMatch.on(CallKind.LIMITS), FaultAction.delay(Duration.ofHours(1)));
        CompletableFuture<Answer> call = CompletableFuture.supplyAsync(() -> client.get(ROOT + "/limits"));
        await().until(() -> fault.waiting() == 1);

        fault.remove();

        assertThat(call.get().status()).isEqualTo(200);
    }

    @Test
    void deletionsCanBeRejectedToo() {
        org.faults().add(FaultMatch.any().withKey(accountId), FaultAction.rejectRecord("DELETE_FAILED", "in use"));

        assertThat(client.delete(ROOT + "/sobjects/Account/" + accountId).error())
                .isEqualTo("DELETE_FAILED: in use");
        assertThat(client.delete(ROOT + "/composite/sobjects?ids=" + accountId)
                        .json()
                        .at("/0/errors/0/statusCode")
                        .asText())
                .isEqualTo("DELETE_FAILED");
    }

    @Test
    void queryJobsCanFailToo() {
        org.faults().add(FaultMatch.on(CallKind.BULK), FaultAction.failJob("InternalServerError : oops", 0));

        String id = client.post(ROOT + "/jobs/query", Map.of("operation", "query", "query", "SELECT Id FROM Account"))
                .json()
                .get("id")
                .asText();

        await().untilAsserted(() -> assertThat(client.get(ROOT + "/jobs/query/" + id)
                        .json()
                        .path("errorMessage")
                        .asText())
                .isEqualTo("InternalServerError : oops"));
    }

    @Test
    void whatCannotBeUsedInAFaultIsNamed() {
        assertThat(refused(Map.of("match", Map.of("kind", "colections"))))
                .startsWith("match.kind 'colections' is not one of [authorize, token,");
        assertThat(refused(Map.of("match", Map.of("kinds", "bulk")))).startsWith("match.kinds is not known");
        assertThat(refused(Map.of("match", Map.of("nth", "2")))).isEqualTo("match.nth must be a whole number");
        assertThat(refused(Map.of("match", Map.of("path", "(")))).contains("Unclosed group");
        assertThat(refused(Map.of("action", Map.of("type", "respond", "status", 200))))
                .isEqualTo("status must be one from 400 to 599, not 200");
        assertThat(refused(Map.of("match", Map.of("kind", "limits"), "action", Map.of("type", "failJob"))))
                .isEqualTo("FailJob does nothing to calls of the kind LIMITS; it strikes those of the kinds [BULK]");
        assertThatThrownBy(() -> FaultAction.shortList(0)).hasMessage("missing counts from 1: 0");
    }

    private static String refused(Map<String, Object> fault) {
        Answer answer = client.post("/local-org/faults", fault);
        assertThat(answer.status()).isEqualTo(400);
        return answer.json().get("error").asText();
    }

    /** What a caller sees of a call of that kind: the status, or that there was no answer. */
    private static String outcome(CallKind kind) {
        try {
            return String.valueOf(call(kind).status());
        } catch (UncheckedIOException e) {
            return "no answer";
        }
    }

    private static Answer call(CallKind kind) {
        Map<String, String> app =
                Map.of("client_id", org.clientId(), "client_secret", org.clientSecret(), "token", "none");
        return switch (kind) {
            case AUTHORIZE ->
                client.get("/services/oauth2/authorize?response_type=code&client_id=" + org.clientId()
                        + "&redirect_uri=http%3A%2F%2Flocalhost%2F");
            case TOKEN -> client.refresh(org.refreshToken());
            case REVOKE -> client.form("/services/oauth2/revoke", app);
            case INTROSPECT -> client.form("/services/oauth2/introspect", app);
            case IDENTITY -> client.get("/services/oauth2/userinfo");
            case VERSIONS -> client.get("/services/data");
            case RESOURCES -> client.get(ROOT);
            case LIMITS -> client.get(ROOT + "/limits");
            case DESCRIBE -> client.get(ROOT + "/sobjects/Account/describe");
            case RECORD -> client.patch(ROOT + "/sobjects/Account/" + accountId, Map.of("Name", "Acme"));
            case COLLECTIONS ->
                client.patch(
                        COLLECTION, Map.of("records", List.of(CollectionsUpsertTest.account("A", "Name", "Acme"))));
            case COMPOSITE ->
                client.post(
                        ROOT + "/composite/batch",
                        Map.of("batchRequests", List.of(Map.of("method", "GET", "url", "v62.0/limits"))));
            case QUERY -> client.query("SELECT Id FROM Account");
            case BULK -> client.get(ROOT + "/jobs/query/" + job + "/results");
            case SOAP -> client.soap("getServerTimestamp", "");
            case CONTROL -> client.get("/local-org/stats");
            case OTHER -> client.get("/services/apexrest/anything");
        };
    }
}
