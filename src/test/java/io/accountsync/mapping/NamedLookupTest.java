package io.accountsync.mapping;

import static io.accountsync.mapping.TestMapping.accounts;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.salesforce.bulk.PayloadCells;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A lookup by a field that refers to several objects says whose record is meant. */
class NamedLookupTest {
    @Test
    void whatIsSentNamesTheObjectWhereTheFieldRefersToSeveral() throws Exception {
        MappedRecord record = about("lead.Lead_Key__c", "Account", "Lead").record("about", "L1");

        assertThat(record.payload().text())
                .isEqualTo("{\"About\":{\"attributes\":{\"type\":\"Lead\"},\"Lead_Key__c\":\"L1\"},"
                        + "\"Customer_Id__c\":\"C1\"}");
        assertThat(record.parentKey()).isNull();
    }

    @Test
    void theColumnOfAJobNamesItToo() throws Exception {
        TestMapping mapping = about("Lead.Lead_Key__c", "Account", "Lead");

        assertThat(mapping.bind().columns()).containsExactly("Lead:About.Lead_Key__c", "Customer_Id__c");
        assertThat(PayloadCells.of(mapping.record("about", "L1").payload()))
                .containsExactlyInAnyOrderEntriesOf(Map.of("Lead:About.Lead_Key__c", "L1", "Customer_Id__c", "C1"));
    }

    @Test
    void whereTheFieldRefersToOneObjectBothSpellingsAreTheSamePayloadAndFingerprint() throws Exception {
        MappedRecord plain = about("Lead_Key__c", "Lead").record("about", "L1");
        MappedRecord named = about("Lead.Lead_Key__c", "Lead").record("about", "L1");

        assertThat(named.payload()).isEqualTo(plain.payload());
        assertThat(named.fingerprint()).isEqualTo(plain.fingerprint());
        assertThat(plain.payload().text()).isEqualTo("{\"About\":{\"Lead_Key__c\":\"L1\"},\"Customer_Id__c\":\"C1\"}");
    }

    @Test
    void theParentIsInTheSameRunOnlyWhereTheObjectIsTheSyncsOwn() throws Exception {
        assertThat(about("Account.Customer_Id__c", "Account", "Lead")
                        .record("about", "P1")
                        .parentKey())
                .isEqualTo("p1");
        assertThat(about("Lead.Lead_Key__c", "Account", "Lead")
                        .record("about", "P1")
                        .parentKey())
                .isNull();
    }

    @Test
    void anEmptyValueClearsTheFieldWhateverTheObject() throws Exception {
        TestMapping mapping = about("Lead.Lead_Key__c", "Account", "Lead").map("About", rule -> {
            rule.setLookup("Lead.Lead_Key__c");
            rule.setValue("${body[about]}");
            rule.setWhenEmpty("clear");
        });
        assertThat(mapping.record("about", null).payload().text()).contains("\"AboutId\":null");
        assertThat(mapping.bind().columns()).contains("AboutId", "Lead:About.Lead_Key__c");
    }

    @Test
    void theStarterFileNamesAnObjectThatHasAnExternalId() throws Exception {
        Describe visit = Describe.object("Visit__c").field("WhatId", "reference", field -> {
            field.setRelationshipName("What");
            field.setReferenceTo(List.of("Lead", "Account"));
        });
        assertThat(StarterFile.of(visit.build(), new TestObjects().with(Describe.account())))
                .contains("# What: # reference to Lead, Account\n", "#   lookup: Account.Customer_Id__c\n");
    }

    @Test
    void theStarterFileSendsTheMasterOfADetailRecordWithNewRecordsOnly() throws Exception {
        Describe visit = Describe.object("Visit__c").field("Account__c", "reference", field -> {
            field.setRelationshipName("Account__r");
            field.setReferenceTo(List.of("Account"));
            field.setNillable(false);
            field.setUpdateable(false);
        });
        assertThat(StarterFile.of(visit.build(), new TestObjects().with(Describe.account())))
                .contains(
                        """
                                  Account__r: # reference to Account
                                    lookup: Customer_Id__c
                                    value: "${body[account]}"
                                    write: onCreate # set once and for all
                        """);
    }

    private static TestMapping about(String lookup, String... objects) {
        return accounts()
                .org(describe -> describe.field("AboutId", "reference", field -> {
                    field.setLength(18);
                    field.setRelationshipName("About");
                    field.setReferenceTo(List.of(objects));
                }))
                .object(Describe.object("Lead").field("Lead_Key__c", "string", field -> {
                    field.setLength(40);
                    field.setExternalId(true);
                    field.setUnique(true);
                }))
                .map("About", rule -> {
                    rule.setLookup(lookup);
                    rule.setValue("${body[about]}");
                });
    }
}
