package io.accountsync.localorg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of the records that point to one that is deleted, and what an undelete brings back. */
class CascadeTest {

    private static final String DATA = "/services/data/v62.0";

    private final LocalOrg org = LocalOrg.start(RelatedObjects.options().build());
    private final OrgClient client = new OrgClient(org);
    private final String account = org.insert("Account", Map.of("Name", "Acme"));

    @AfterEach
    void stop() {
        org.close();
    }

    @Test
    void contactsTasksAndDetailsGoWithTheirAccountAndComeBackWithIt() {
        String contact = org.insert("Contact", Map.of("LastName", "Doe", "AccountId", account));
        String task = org.insert("Task", Map.of("Subject", "Call", "WhoId", contact));
        String invoice = org.insert("Invoice__c", Map.of("Name", "1", "Account__c", account));

        org.delete(account);
        assertThat(List.of(live("Contact"), live("Task"), live("Invoice__c"))).allMatch(List::isEmpty);
        assertThatThrownBy(() -> org.person().undelete(contact)).hasMessageContaining("UNDELETE_FAILED");
        org.person().undelete(account);

        assertThat(live("Contact")).containsExactly(contact);
        assertThat(live("Task")).containsExactly(task);
        assertThat(live("Invoice__c")).containsExactly(invoice);
        assertThat(org.records("Contact").get(0)).containsEntry("AccountId", account);
    }

    @Test
    void otherLookupsAreClearedAndFilledAgainUnlessTheyHaveAnotherValue() {
        String other = org.insert("Account", Map.of("Name", "Other"));
        String first = org.insert("Account", Map.of("Name", "Child", "ParentId", account));
        String second = org.insert("Account", Map.of("Name", "Child", "ParentId", account));
        String project = org.insert("Project__c", Map.of("Name", "P", "Account__c", account));
        Object modified = value("Account", first, "LastModifiedDate");

        org.delete(account);
        assertThat(value("Account", first, "ParentId")).isNull();
        assertThat(value("Project__c", project, "Account__c")).isNull();
        assertThat(value("Account", first, "LastModifiedDate")).isEqualTo(modified);
        org.edit("Account", second, Map.of("ParentId", other));
        org.person().undelete(account);

        assertThat(value("Account", first, "ParentId")).isEqualTo(account);
        assertThat(value("Account", second, "ParentId")).isEqualTo(other);
        assertThat(value("Project__c", project, "Account__c")).isEqualTo(account);
    }

    @Test
    void anUndeleteClosesNoCircleOfAccounts() {
        String above = org.insert("Account", Map.of("Name", "Above"));
        String below = org.insert("Account", Map.of("Name", "Below", "ParentId", account));
        org.edit("Account", account, Map.of("ParentId", above));
        org.delete(account);
        org.edit("Account", above, Map.of("ParentId", below));

        org.person().undelete(account);

        assertThat(value("Account", account, "ParentId")).isEqualTo(above);
        assertThat(value("Account", below, "ParentId")).isNull();
    }

    @Test
    void aRestrictedLookupForbidsTheDeletion() {
        String deal = org.insert("Deal__c", Map.of("Name", "D-1", "Account__c", account));

        assertThat(client.delete(DATA + "/sobjects/Account/" + account).error())
                .isEqualTo("DELETE_FAILED: Your attempt to delete Acme could not be completed because it is associated"
                        + " with the following deals.: D-1");
        org.delete(deal);
        assertThat(client.delete(DATA + "/sobjects/Account/" + account).status())
                .isEqualTo(204);
    }

    @Test
    void aLookupThatMustHaveAValueRestricts() {
        String last = org.insert("Step__c", Map.of("Name", "last"));
        org.edit("Step__c", last, Map.of("Next__c", last));
        String first = org.insert("Step__c", Map.of("Name", "first", "Next__c", last));

        assertThatThrownBy(() -> org.delete(last)).hasMessageContaining("DELETE_FAILED");
        org.delete(first);
        org.delete(last);
        assertThat(live("Step__c")).isEmpty();
    }

    @Test
    void aJunctionComesBackOnlyWhenBothItsMastersAreThere() {
        String project = org.insert("Project__c", Map.of("Name", "P"));
        String membership =
                org.insert("Membership__c", Map.of("Name", "M", "Account__c", account, "Project__c", project));

        org.delete(account);
        org.delete(project);
        org.person().undelete(account);
        assertThat(live("Membership__c")).isEmpty();
        org.person().undelete(project);

        assertThatThrownBy(() -> org.person().undelete(membership)).hasMessageContaining("UNDELETE_FAILED");
    }

    @Test
    void aDetailThatWasDeletedBeforeItsMasterIsLost() {
        String invoice = org.insert("Invoice__c", Map.of("Name", "1", "Account__c", account));
        org.delete(invoice);
        org.delete(account);
        org.person().undelete(account);

        assertThatThrownBy(() -> org.person().undelete(invoice)).hasMessageContaining("UNDELETE_FAILED");
    }

    @Test
    void allOrNoneGivesTheChildrenBackToo() {
        String contact = org.insert("Contact", Map.of("LastName", "Doe", "AccountId", account));
        String child = org.insert("Account", Map.of("Name", "Child", "ParentId", account));

        client.delete(DATA + "/composite/sobjects?allOrNone=true&ids=" + account + ",001000000000999");

        assertThat(live("Contact")).containsExactly(contact);
        assertThat(value("Account", child, "ParentId")).isEqualTo(account);
        org.delete(account);
        assertThat(live("Contact")).isEmpty();
    }

    @Test
    void aCompositeCallTakesBackDeletionsThatItsOwnPartsHaveTakenBackInPart() {
        String contact = org.insert("Contact", Map.of("LastName", "Doe", "AccountId", account));
        String url = DATA + "/composite/sobjects?allOrNone=true&ids=";
        List<Map<String, String>> parts = List.of(
                Map.of("method", "DELETE", "url", DATA + "/sobjects/Contact/" + contact, "referenceId", "a"),
                Map.of("method", "DELETE", "url", url + account + ",001000000000999", "referenceId", "b"),
                Map.of("method", "DELETE", "url", DATA + "/sobjects/Account/001000000000999", "referenceId", "c"));

        client.post(DATA + "/composite", Map.of("allOrNone", true, "compositeRequest", parts));

        assertThat(live("Contact")).containsExactly(contact);
        assertThat(live("Account")).containsExactly(account);
        assertThat(org.deletedRecords("Contact")).isEmpty();
        org.delete(account);
        assertThat(org.deletedRecords("Contact")).hasSize(1).first().satisfies(row -> assertThat(row)
                .containsEntry("IsDeleted", true));
    }

    @Test
    void describeSaysWhatBecomesOfChildren() {
        JsonNode describe = client.get(DATA + "/sobjects/Account/describe").json();

        assertThat(child(describe, "Contact", "AccountId").get("cascadeDelete").asBoolean())
                .isTrue();
        assertThat(child(describe, "Contact", "AccountId")
                        .get("relationshipName")
                        .asText())
                .isEqualTo("Contacts");
        assertThat(child(describe, "Task", "WhatId").get("cascadeDelete").asBoolean())
                .isTrue();
        assertThat(child(describe, "Invoice__c", "Account__c")
                        .get("cascadeDelete")
                        .asBoolean())
                .isTrue();
        assertThat(child(describe, "Account", "ParentId").get("cascadeDelete").asBoolean())
                .isFalse();
        assertThat(child(describe, "Deal__c", "Account__c")
                        .get("restrictedDelete")
                        .asBoolean())
                .isTrue();
        assertThat(child(describe, "Project__c", "Account__c")
                        .get("restrictedDelete")
                        .asBoolean())
                .isFalse();
        assertThat(describe.get("mergeable").asBoolean()).isTrue();
        assertThat(describe.get("undeletable").asBoolean()).isTrue();
        JsonNode invoice = client.get(DATA + "/sobjects/Invoice__c/describe").json();
        assertThat(invoice.get("fields"))
                .noneMatch(field -> field.get("name").asText().equals("OwnerId"));
        assertThat(invoice.get("mergeable").asBoolean()).isFalse();
    }

    @Test
    void customLookupsMayGoInCirclesAndAccountsMayNot() {
        String first = org.insert("Project__c", Map.of("Name", "1", "Key__c", "1"));
        String second = org.insert("Project__c", Map.of("Name", "2", "Parent__c", first));
        String child = org.insert("Account", Map.of("Name", "Child", "ParentId", account));

        assertThat(client.patch(DATA + "/sobjects/Project__c/" + first, Map.of("Parent__c", second))
                        .status())
                .isEqualTo(204);
        assertThat(client.patch(DATA + "/sobjects/Project__c/" + first, Map.of("Parent__c", first))
                        .status())
                .isEqualTo(204);
        assertThat(client.patch(DATA + "/sobjects/Account/" + account, Map.of("ParentId", child))
                        .error())
                .isEqualTo("CIRCULAR_DEPENDENCY: attempt to violate hierarchy constraints");
        assertThat(client.patch(DATA + "/sobjects/Account/" + account, Map.of("ParentId", account))
                        .error())
                .startsWith("CIRCULAR_DEPENDENCY: ");
    }

    @Test
    void twoAccountsOfOneCallCannotBecomeEachOthersParents() {
        String other = org.insert("Account", Map.of("Name", "Other"));
        Map<String, String> type = Map.of("type", "Account");

        JsonNode results = client.patch(
                        DATA + "/composite/sobjects",
                        Map.of(
                                "records",
                                List.of(
                                        Map.of("attributes", type, "id", account, "ParentId", other),
                                        Map.of("attributes", type, "id", other, "ParentId", account))))
                .json();

        assertThat(results.at("/0/success").asBoolean()).isTrue();
        assertThat(results.at("/1/errors/0/statusCode").asText()).isEqualTo("CIRCULAR_DEPENDENCY");
    }

    private List<String> live(String sobject) {
        return org.records(sobject).stream()
                .map(row -> row.get("Id").toString())
                .toList();
    }

    private Object value(String sobject, String id, String field) {
        return org.find(sobject, "Id", id).orElseThrow().get(field);
    }

    private static JsonNode child(JsonNode describe, String sobject, String field) {
        return StreamSupport.stream(describe.get("childRelationships").spliterator(), false)
                .filter(child -> child.get("childSObject").asText().equals(sobject))
                .filter(child -> child.get("field").asText().equals(field))
                .findFirst()
                .orElseThrow();
    }
}
