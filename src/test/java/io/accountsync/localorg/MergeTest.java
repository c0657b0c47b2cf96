package io.accountsync.localorg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.localorg.OrgClient.Answer;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What SOAP alone can do: merge, undelete, and empty the recycle bin. */
class MergeTest {

    private final LocalOrg org = LocalOrg.start();
    private final OrgClient client = new OrgClient(org);
    private final String winner = account("W", null);
    private final String loser = account("L", null);

    @AfterEach
    void stop() {
        org.close();
    }

    @Test
    void theLoserIsDeletedAndSaysWhereItWent() {
        Answer merged = merge(winner, loser);

        assertThat(merged.status()).isEqualTo(200);
        assertThat(merged.body())
                .contains("<mergeResponse><result><id>" + winner + "</id><mergedRecordIds>" + loser
                        + "</mergedRecordIds><success>true</success></result></mergeResponse>");
        JsonNode gone =
                queryAll("SELECT Id, MasterRecordId FROM Account WHERE IsDeleted = true AND MasterRecordId != null");
        assertThat(gone.at("/records/0/Id").asText()).isEqualTo(loser);
        assertThat(gone.at("/records/0/MasterRecordId").asText()).isEqualTo(winner);
        assertThat(org.find("Account", "Customer_Id__c", "L")).isEmpty();
        assertThat(org.find("Account", "Id", winner).orElseThrow()).containsEntry("Customer_Id__c", "W");
    }

    @Test
    void childrenOfTheLoserGoToTheWinner() {
        String contact = org.insert("Contact", Map.of("LastName", "Doe", "AccountId", loser));
        String child = account("C", loser);

        Answer merged = merge(winner, loser);

        assertThat(merged.body())
                .contains("<updatedRelatedIds>" + contact + "</updatedRelatedIds>")
                .contains("<updatedRelatedIds>" + child + "</updatedRelatedIds>");
        assertThat(org.find("Contact", "Id", contact).orElseThrow()).containsEntry("AccountId", winner);
        assertThat(org.find("Account", "Id", child).orElseThrow()).containsEntry("ParentId", winner);
    }

    @Test
    void theWinnerGetsTheValuesOfTheCallAndKeepsItsOwn() {
        Answer merged = client.soap(
                "merge",
                "<request><masterRecord><type>Account</type><fieldsToNull>Phone</fieldsToNull><Id>" + winner
                        + "</Id><Name>Both &amp; more</Name></masterRecord><recordToMergeIds>" + loser
                        + "</recordToMergeIds></request>");

        assertThat(merged.body()).contains("<success>true</success>");
        assertThat(org.find("Account", "Id", winner).orElseThrow())
                .containsEntry("Name", "Both & more")
                .doesNotContainKey("Phone");
    }

    @Test
    void nothingIsMergedWhenTheWinnerWouldBecomeItsOwnAncestor() {
        String child = account("C", loser);
        org.edit("Account", winner, Map.of("ParentId", child));

        assertThat(merge(winner, loser).body())
                .contains("<statusCode>CIRCULAR_DEPENDENCY</statusCode>", "<success>false</success>");
        assertThat(org.find("Account", "Id", child).orElseThrow()).containsEntry("ParentId", loser);
    }

    @Test
    void whatCannotBeMergedIsRefusedAndLeftAsItWas() {
        String contact = org.insert("Contact", Map.of("LastName", "Doe"));
        String deleted = account("D", null);
        org.delete(deleted);

        assertThat(merge(winner, contact).body()).contains("MALFORMED_ID");
        assertThat(merge(winner, winner).body()).contains("INVALID_ID_FIELD");
        assertThat(merge(winner, deleted).body()).contains("ENTITY_IS_DELETED");
        assertThat(merge(winner, loser.substring(0, 12) + "zzz").body()).contains("INVALID_CROSS_REFERENCE_KEY");
        assertThat(client.soap(
                                "merge",
                                request(
                                        "User",
                                        org.records("User").get(0).get("Id").toString(),
                                        loser))
                        .body())
                .contains("INVALID_TYPE_FOR_OPERATION");
        assertThat(org.records("Account")).hasSize(2);
    }

    @Test
    void aMergedRecordComesBackWithoutItsChildren() {
        String child = account("C", loser);
        merge(winner, loser);

        Answer restored = client.soap("undelete", "<ids>" + loser + "</ids>");

        assertThat(restored.body())
                .contains("<undeleteResponse><result><id>" + loser + "</id><success>true</success></result>");
        assertThat(org.find("Account", "Id", loser).orElseThrow()).doesNotContainKey("MasterRecordId");
        assertThat(org.find("Account", "Id", child).orElseThrow()).containsEntry("ParentId", winner);
    }

    @Test
    void undeleteAnswersForEachId() {
        org.delete(loser);

        Answer some = client.soap("undelete", "<ids>" + winner + "</ids><ids>nonsense</ids><ids>" + loser + "</ids>");

        assertThat(some.body())
                .contains("<message>Entity is not in the recycle bin</message><statusCode>UNDELETE_FAILED</statusCode>")
                .contains("MALFORMED_ID")
                .contains("<id>" + loser + "</id><success>true</success>")
                .contains("<id xsi:nil=\"true\"/><success>false</success>");
    }

    @Test
    void whatIsOutOfTheBinCanBeSeenAndNotUndeleted() {
        org.delete(loser);

        Answer emptied = client.soap("emptyRecycleBin", "<ids>" + loser + "</ids>");

        assertThat(emptied.body()).contains("<success>true</success>");
        assertThat(client.soap("emptyRecycleBin", "<ids>" + loser + "</ids>").body())
                .contains("invalid record id; no recycle bin entry found")
                .contains("INVALID_ID_FIELD");
        assertThat(client.soap("undelete", "<ids>" + loser + "</ids>").body()).contains("UNDELETE_FAILED");
        assertThat(queryAll("SELECT Id FROM Account WHERE IsDeleted = true")
                        .get("totalSize")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void faultsAreThoseThatClientsLookFor() {
        assertThat(client.soap("describeNothing", "").body()).contains("<faultcode>soapenv:Client</faultcode>");
        assertThat(client.send(client.request("/services/Soap/u/62.0").POST(BodyPublishers.ofString("no xml")))
                        .status())
                .isEqualTo(500);
        org.faults().add(FaultMatch.on(CallKind.SOAP), FaultAction.rejectRecord("UNABLE_TO_LOCK_ROW", "locked"));
        assertThat(merge(winner, loser).body()).contains("UNABLE_TO_LOCK_ROW");
        org.faults().clear();
        org.faults().add(FaultMatch.on(CallKind.SOAP).once(), FaultAction.respond(503, "SERVER_UNAVAILABLE", "busy"));
        assertThat(merge(winner, loser).body()).contains("<faultcode>sf:SERVER_UNAVAILABLE</faultcode>");
        client.useSession("dead");
        Answer dead = merge(winner, loser);
        assertThat(dead.status()).isEqualTo(500);
        assertThat(dead.body()).contains("<faultcode>sf:INVALID_SESSION_ID</faultcode>");
    }

    @Test
    void peopleDeleteMergeAndUndeleteInTheBrowser() {
        assertThat(client.post("/local-org/merge", Map.of("master", winner, "victim", loser))
                        .status())
                .isEqualTo(200);
        assertThat(client.post("/local-org/undelete", Map.of("id", loser)).status())
                .isEqualTo(200);
        assertThat(client.post("/local-org/delete", Map.of("id", loser)).status())
                .isEqualTo(200);
        assertThat(client.post("/local-org/delete", Map.of("id", loser))
                        .json()
                        .get("error")
                        .asText())
                .contains("ENTITY_IS_DELETED");
        assertThat(client.post("/local-org/purge", Map.of()).status()).isEqualTo(200);
        assertThat(queryAll("SELECT Id FROM Account").get("totalSize").asInt()).isEqualTo(1);
        assertThatThrownBy(() -> org.person().merge(winner, loser)).isInstanceOf(IllegalArgumentException.class);
    }

    private String account(String key, String parentId) {
        Map<String, Object> fields = new HashMap<>(Map.of("Name", "Acme " + key, "Customer_Id__c", key, "Phone", key));
        if (parentId != null) {
            fields.put("ParentId", parentId);
        }
        return org.insert("Account", fields);
    }

    private Answer merge(String masterId, String victimId) {
        return client.soap("merge", request("Account", masterId, victimId));
    }

    private static String request(String type, String masterId, String victimId) {
        return "<request><masterRecord><type>" + type + "</type><Id>" + masterId
                + "</Id></masterRecord><recordToMergeIds>" + victimId + "</recordToMergeIds></request>";
    }

    private JsonNode queryAll(String soql) {
        return client.get("/services/data/v62.0/queryAll?q=" + OrgClient.encode(soql))
                .json();
    }
}
