package io.accountsync.localorg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accountsync.localorg.OrgClient.Answer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BulkQueryTest {

    private static final String JOBS = "/services/data/v62.0/jobs/query";

    private final LocalOrg org = LocalOrg.start();
    private final OrgClient client = new OrgClient(org);

    @AfterEach
    void stop() {
        org.close();
    }

    @Test
    void resultsComeInPagesUntilTheLocatorIsTheWordNull() {
        for (String name : new String[] {"A", "B", "C"}) {
            client.post("/services/data/v62.0/sobjects/Account", Map.of("Name", name, "AnnualRevenue", 350_000_000));
        }
        String id = run("SELECT Name, AnnualRevenue, Phone, Owner.Name FROM Account ORDER BY Name");

        Answer first = client.get(JOBS + "/" + id + "/results?maxRecords=2");
        Answer second = client.get(JOBS + "/" + id + "/results?maxRecords=2&locator=" + first.header("Sforce-Locator"));

        assertThat(first.body())
                .isEqualTo("\"Name\",\"AnnualRevenue\",\"Phone\",\"Owner.Name\"\n"
                        + "\"A\",\"350000000\",\"\",\"Integration User\"\n"
                        + "\"B\",\"350000000\",\"\",\"Integration User\"\n");
        assertThat(first.header("Sforce-NumberOfRecords")).isEqualTo("2");
        assertThat(second.body()).contains("\"C\"").doesNotContain("\"A\"");
        assertThat(second.header("Sforce-Locator")).isEqualTo("null");
    }

    @Test
    void queryThatCannotBeUnderstoodIsRefusedAtOnce() {
        Answer answer = client.post(JOBS, Map.of("operation", "query", "query", "SELECT foo FROM Account"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).startsWith("INVALID_FIELD");
    }

    private String run(String soql) {
        String id = client.post(JOBS, Map.of("operation", "query", "query", soql))
                .json()
                .get("id")
                .asText();
        await().until(() ->
                client.get(JOBS + "/" + id).json().get("state").asText().equals("JobComplete"));
        return id;
    }
}
