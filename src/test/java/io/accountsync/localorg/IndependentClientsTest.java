package io.accountsync.localorg;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.localorg.OrgClient.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Habits of jsforce, nforce and the Salesforce CLI that no other test covers. */
class IndependentClientsTest {

    private static final String DATA = "/services/data/v62.0";

    private final TickingClock clock = new TickingClock();
    private final LocalOrg org =
            LocalOrg.start(LocalOrgOptions.builder().clock(clock).build());
    private final OrgClient client = new OrgClient(org);

    @AfterEach
    void stop() {
        org.close();
    }

    @Test
    void tokenMayBeCalledOAuthInsteadOfBearer() {
        Answer answer =
                client.send(client.request(DATA + "/limits").header("Authorization", "OAuth " + client.session()));

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void cliDoublesTheSlashInFrontOfEveryPath() {
        client.post("//services/data/v62.0/sobjects/Account", Map.of("Name", "Acme"));

        assertThat(client.get("//services/data/v62.0/query?q=SELECT+Name+FROM+Account")
                        .json()
                        .at("/records/0/Name")
                        .asText())
                .isEqualTo("Acme");
    }

    @Test
    void jsforceOneAsksForRecentRecordsAndGetsAList() {
        assertThat(client.get(DATA + "/recent").json().isArray()).isTrue();
    }

    @Test
    void jsforceReplicatesByUpdatedAndDeleted() {
        String kept = create();
        String gone = create();
        client.delete(DATA + "/sobjects/Account/" + gone);
        String span = "?start=2026-03-01T11:00:00%2B00:00&end=2026-03-01T13:00:00.000Z";

        JsonNode updated = client.get(DATA + "/sobjects/Account/updated" + span).json();
        JsonNode deleted = client.get(DATA + "/sobjects/Account/deleted" + span).json();
        JsonNode later = client.get(
                        DATA + "/sobjects/Account/updated?start=2026-03-02T00:00:00Z&end=2026-03-03T00:00:00Z")
                .json();

        assertThat(updated.get("ids")).extracting(JsonNode::asText).containsExactly(kept);
        assertThat(updated.get("latestDateCovered").asText()).isEqualTo("2026-03-01T12:00:00.000+0000");
        assertThat(deleted.at("/deletedRecords/0/id").asText()).isEqualTo(gone);
        assertThat(later.get("ids")).isEmpty();
    }

    @Test
    void bodiesMayBeGzipped() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write("{\"Name\":\"Zipped\"}".getBytes(StandardCharsets.UTF_8));
        }

        Answer answer = client.send(client.request(DATA + "/sobjects/Account")
                .header("Authorization", "Bearer " + client.session())
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(bytes.toByteArray())));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(org.records("Account").get(0)).containsEntry("Name", "Zipped");
    }

    @Test
    void addressThatIsTooLongIs414() {
        assertThat(client.get(DATA + "/query?q=" + "x".repeat(17_000)).status()).isEqualTo(414);
    }

    @Test
    void headersThatAreTooLongAre431() {
        assertThat(client.call("GET", DATA + "/limits", null, "X-Long", "x".repeat(33_000))
                        .status())
                .isEqualTo(431);
    }

    @Test
    void nforceReadsBasicInformationOfAnObject() {
        JsonNode basic = client.get(DATA + "/sobjects/Account").json();

        assertThat(basic.at("/objectDescribe/name").asText()).isEqualTo("Account");
        assertThat(basic.get("recentItems")).isEmpty();
    }

    private String create() {
        return client.post(DATA + "/sobjects/Account", Map.of("Name", "Acme"))
                .json()
                .get("id")
                .asText();
    }
}
