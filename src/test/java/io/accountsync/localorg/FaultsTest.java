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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultsTest {

    private static final String PATH = "/services/data/v62.0/composite/sobjects/Account/Customer_Id__c";

    private final LocalOrg org = LocalOrg.start();
    private final OrgClient client = new OrgClient(org);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
        org.close();
    }

    @Test
    void chosenCallIsAnsweredWithTheErrorAndNotProcessed() {
        Fault fault = org.faults()
                .add(
                        FaultMatch.on(CallKind.COLLECTIONS).from(2).once(),
                        FaultAction.respond(503, "SERVER_UNAVAILABLE", "busy"));

        assertThat(upsert("A").status()).isEqualTo(200);
        assertThat(upsert("B").error()).isEqualTo("SERVER_UNAVAILABLE: busy");
        assertThat(upsert("C").status()).isEqualTo(200);
        assertThat(fault.hits()).isEqualTo(1);
        assertThat(org.records("Account")).extracting("Customer_Id__c").containsExactly("A", "C");
    }

    @Test
    void chosenRecordFailsAndItsNeighboursAreSaved() {
        org.faults()
                .add(
                        FaultMatch.any().withKey("b").once(),
                        FaultAction.rejectRecord("UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access"));

        Answer first = upsert("A", "B");
        Answer second = upsert("B");

        assertThat(first.json().at("/1/errors/0/statusCode").asText()).isEqualTo("UNABLE_TO_LOCK_ROW");
        assertThat(first.json().at("/0/success").asBoolean()).isTrue();
        assertThat(second.json().at("/0/success").asBoolean()).isTrue();
    }

    @Test
    void lostAnswerComesAfterTheRecordsWereSaved() {
        client.session();
        org.faults().add(FaultMatch.on(CallKind.COLLECTIONS).once(), FaultAction.loseAnswer());

        assertThatThrownBy(() -> upsert("A")).isInstanceOf(UncheckedIOException.class);
        assertThat(org.records("Account")).hasSize(1);
    }

    @Test
    void droppedConnectionSavesNothing() {
        client.session();
        org.faults().add(FaultMatch.on(CallKind.COLLECTIONS).once(), FaultAction.dropConnection());

        assertThatThrownBy(() -> upsert("A")).isInstanceOf(UncheckedIOException.class);
        assertThat(org.records("Account")).isEmpty();
    }

    @Test
    void hangingCallGoesOnWhenReleased() {
        client.session();
        Fault fault = org.faults().add(FaultMatch.on(CallKind.COLLECTIONS), FaultAction.hang());

        CompletableFuture<Answer> call = CompletableFuture.supplyAsync(() -> upsert("A"));
        await().until(() -> fault.waiting() == 1);
        assertThat(org.records("Account")).isEmpty();
        assertThat(org.stats().collectionsInFlight()).isEqualTo(1);
        fault.release();

        assertThat(call.join().status()).isEqualTo(200);
        assertThat(org.records("Account")).hasSize(1);
    }

    @Test
    void expiredSessionsAre401UntilTheNextRefresh() {
        upsert("A");
        org.faults().add(FaultMatch.any().once(), FaultAction.expireSessions());

        Answer expired = upsert("B");
        client.useSession(null);

        assertThat(expired.status()).isEqualTo(401);
        assertThat(expired.error()).isEqualTo("INVALID_SESSION_ID: Session expired or invalid");
        assertThat(expired.header("WWW-Authenticate")).isEqualTo("Token");
        assertThat(upsert("B").status()).isEqualTo(200);
    }

    @Test
    void exhaustedDayRefusesEveryCallAfterwards() {
        upsert("A");
        org.faults().add(FaultMatch.any().once(), FaultAction.exhaustDailyLimit());

        assertThat(upsert("B").status()).isEqualTo(403);
        assertThat(upsert("B").error()).isEqualTo("REQUEST_LIMIT_EXCEEDED: TotalRequests Limit exceeded.");
    }

    @Test
    void answersCanBeHtmlGarbageEmptyOrShort() {
        client.session();
        org.faults().add(FaultMatch.on(CallKind.COLLECTIONS).once(), FaultAction.html());
        org.faults().add(FaultMatch.on(CallKind.COLLECTIONS).from(2).once(), FaultAction.emptyBody());
        org.faults().add(FaultMatch.on(CallKind.COLLECTIONS).from(3).once(), FaultAction.shortList(1));

        Answer html = upsert("A");
        Answer empty = upsert("B");
        Answer shortened = upsert("C", "D");

        assertThat(html.body()).startsWith("<html>");
        assertThat(empty.status()).isEqualTo(200);
        assertThat(empty.body()).isEmpty();
        assertThat(shortened.json()).hasSize(1);
        assertThat(org.records("Account")).extracting("Customer_Id__c").containsExactly("B", "C", "D");
    }

    @Test
    void refreshCanBeRefused() {
        org.faults()
                .add(
                        FaultMatch.on(CallKind.TOKEN).once(),
                        FaultAction.oauthError("invalid_grant", "expired access/refresh token"));

        Answer refused = client.refresh(org.refreshToken());

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().get("error").asText()).isEqualTo("invalid_grant");
        assertThat(client.refresh(org.refreshToken()).status()).isEqualTo(200);
    }

    @Test
    void refreshIsRefusedForAsLongAsAnotherOneWithTheSameTokenIsUnderWay() {
        Fault fault = org.faults().add(FaultMatch.on(CallKind.TOKEN).once(), FaultAction.hang());
        CompletableFuture<Answer> first = CompletableFuture.supplyAsync(() -> client.refresh(org.refreshToken()));
        await().until(() -> fault.waiting() == 1);

        Answer second = client.refresh(org.refreshToken());
        fault.release();

        assertThat(second.status()).isEqualTo(400);
        assertThat(second.json().get("error").asText()).isEqualTo("invalid_grant");
        assertThat(second.json().get("error_description").asText())
                .isEqualTo("token request is already being processed");
        assertThat(first.join().status()).isEqualTo(200);
        assertThat(client.refresh(org.refreshToken()).status()).isEqualTo(200);
    }

    @Test
    void refusalOfOverlappingRefreshesCanBeHadWithoutAnyOverlap() {
        org.faults().add(FaultMatch.on(CallKind.TOKEN).times(2), FaultAction.tokenRequestBeingProcessed());

        assertThat(client.refresh(org.refreshToken())
                        .json()
                        .get("error_description")
                        .asText())
                .isEqualTo("token request is already being processed");
        assertThat(client.refresh(org.refreshToken()).status()).isEqualTo(400);
        assertThat(client.refresh(org.refreshToken()).status()).isEqualTo(200);
    }

    @Test
    void manyCallsCanBeDelayedAtOnce() {
        client.session();
        org.faults().add(FaultMatch.on(CallKind.COLLECTIONS), FaultAction.delay(Duration.ofMillis(500)));

        List<CompletableFuture<Answer>> calls = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> upsert("K" + i), threads))
                .toList();
        calls.forEach(CompletableFuture::join);

        assertThat(org.stats().mostCollectionsInFlight()).isEqualTo(20);
        assertThat(org.records("Account")).hasSize(20);
    }

    @Test
    void faultStrikesOnlyTheCallThatHoldsItsKey() {
        org.faults().add(FaultMatch.any().withKey("POISON"), FaultAction.respond(500, "UNKNOWN_EXCEPTION", "oops"));

        assertThat(upsert("A").status()).isEqualTo(200);
        assertThat(upsert("A", "POISON").status()).isEqualTo(500);
    }

    @Test
    void faultsAreSetAndRemovedOverHttp() {
        Answer added = client.post(
                "/local-org/faults",
                Map.of(
                        "match", Map.of("kind", "collections", "times", 1),
                        "action", Map.of("type", "respond", "status", 500, "errorCode", "X", "message", "y")));

        assertThat(added.status()).isEqualTo(201);
        assertThat(client.get("/local-org/faults").json()).hasSize(1);
        assertThat(upsert("A").error()).isEqualTo("X: y");
        assertThat(client.get("/local-org/faults").json().at("/0/hits").asInt()).isEqualTo(1);
        assertThat(client.delete("/local-org/faults").json()).isEmpty();
    }

    @Test
    void faultThatCannotBeReadIsExplained() {
        Answer answer = client.post("/local-org/faults", Map.of("action", Map.of("type", "explode")));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("error").asText()).isEqualTo("action.type 'explode' is not known");
    }

    @Test
    void statsCountCallsRecordsAndAddresses() {
        upsert("A", "B");
        client.get("/services/data");

        assertThat(org.stats().calls(CallKind.COLLECTIONS)).isEqualTo(1);
        assertThat(org.stats().calls(CallKind.VERSIONS)).isEqualTo(1);
        assertThat(org.stats().apiCalls()).isEqualTo(1);
        assertThat(org.stats().tokenRequests()).isEqualTo(1);
        assertThat(org.stats().recordsUpserted()).isEqualTo(2);
        assertThat(org.stats().mostCollectionsInFlight()).isEqualTo(1);
        assertThat(org.stats().requestUrls()).containsExactly("/services/oauth2/token", PATH, "/services/data");
        assertThat(client.get("/local-org/stats")
                        .json()
                        .at("/calls/collections")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void headersThatSteerSavingAreRecorded() {
        client.call("PATCH", PATH, "{\"records\":[]}", "Sforce-Auto-Assign", "FALSE");

        assertThat(org.stats().seen()).last().satisfies(call -> assertThat(call.autoAssign())
                .isEqualTo("FALSE"));
    }

    private Answer upsert(String... keys) {
        List<Map<String, Object>> records = List.of(keys).stream()
                .map(key -> CollectionsUpsertTest.account(key, "Name", "Acme"))
                .toList();
        return client.patch(PATH, Map.of("records", records));
    }
}
