package io.accountsync.localorg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A call that a proxy holds back, put in and released over HTTP as a test of anybody's does it. */
class HeldBackCallTest {
    private static final String PATH = "/services/data/v62.0/composite/sobjects/Account/Customer_Id__c";

    private final LocalOrg org = LocalOrg.start();
    private final OrgClient client = new OrgClient(org);

    @AfterEach
    void stop() {
        org.close();
    }

    @Test
    void isCarriedOutWhenItIsReleasedThoughItsClientIsGone() {
        client.session();
        String id = client.post(
                        "/local-org/faults",
                        Map.of(
                                "match", Map.of("kind", "collections", "times", 1),
                                "action", Map.of("type", "holdBack", "closing", true)))
                .json()
                .get("id")
                .asText();

        assertThatThrownBy(() -> upsert("Old")).isInstanceOf(RuntimeException.class);
        assertThat(org.records("Account")).isEmpty();
        assertThat(upsert("New").status()).isEqualTo(200);
        assertThat(client.get("/local-org/faults").json().at("/0/waiting").asInt())
                .isEqualTo(1);

        client.post("/local-org/faults/" + id + "/release", Map.of());
        await().until(() -> name().equals("Old"));
    }

    private OrgClient.Answer upsert(String name) {
        return client.patch(PATH, Map.of("records", List.of(CollectionsUpsertTest.account("A", "Name", name))));
    }

    private Object name() {
        return org.find("Account", "Customer_Id__c", "A").orElseThrow().get("Name");
    }
}
