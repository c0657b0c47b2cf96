package io.accountsync.run.compare;

import static io.accountsync.run.TestSync.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.schema.FieldSpec;
import io.accountsync.localorg.schema.ObjectSpec;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.run.Count;
import io.accountsync.run.RunReport;
import io.accountsync.run.RunStatus;
import io.accountsync.run.TestSync;
import io.accountsync.state.RejectedRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** References through the real routes: what a row's e-mail address or kind stands for, and what happens when it is nothing. */
class ReferencesTest {
    private static final String NOT_FOUND = "REFERENCE_NOT_FOUND";

    private final LocalOrg org = LocalOrg.start(LocalOrgOptions.builder()
            .withField("Account", FieldSpec.text("Region__c", 20))
            .withObject(ObjectSpec.custom("Group", "00G", FieldSpec.text("DeveloperName", 80)))
            .withObject(ObjectSpec.custom(
                            "Site__c",
                            "a01",
                            FieldSpec.text("Customer_Id__c", 20).externalId().unique())
                    .with(FieldSpec.lookupToAny(List.of("Group", "User"), "OwnerId", "Owner")))
            .recordType("Account", "Customer", "Customer")
            .recordType("Account", "Partner", "Partner")
            .recordType("Contact", "Person", "Person")
            .build());

    @TempDir
    private Path directory;

    private TestSync sync;

    @AfterEach
    void stop() {
        if (sync != null) {
            sync.close();
        }
        org.close();
    }

    @Test
    void ownersAndRecordTypesAreFoundByWhatTheSourceHas() {
        String ada = user("Ada.Lovelace@acme.example", true);
        start(owner("where: \"IsActive = true\"")
                + field(
                        "RecordTypeId",
                        "${body[kind]}",
                        "object: RecordType, by: DeveloperName, where: \"SobjectType = 'Account'\"",
                        ""));

        RunReport report = sync.rows(List.of(
                        row("id", 1, "name", "Acme", "owner", " ada.lovelace@ACME.example ", "kind", "partner")))
                .run();

        assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(account(1)).containsEntry("OwnerId", ada);
        assertThat(org.find("RecordType", "Id", account(1).get("RecordTypeId")))
                .hasValueSatisfying(type -> assertThat(type).containsEntry("DeveloperName", "Partner"));
    }

    @Test
    void aThousandRowsWithThreeOwnersCostOneLookUp() {
        List.of("a", "b", "c").forEach(name -> user(name + "@acme.example", true));
        start(owner(""));
        sync.rows(IntStream.range(0, 1000)
                .mapToObj(i -> owned(i, "abc".charAt(i % 3) + "@acme.example"))
                .toList());

        RunReport report = sync.run();

        assertThat(report.count(Count.CREATED)).isEqualTo(1000);
        assertThat(lookUps()).isEqualTo(1);
        assertThat(report.count(Count.API_CALLS)).isEqualTo(org.stats().apiCalls());
        org.stats().reset();
        assertThat(sync.run().count(Count.UNCHANGED)).isEqualTo(1000);
        assertThat(lookUps()).isEqualTo(1);
        assertThat(org.stats().calls(CallKind.COLLECTIONS)).isZero();
    }

    @Test
    void manyDistinctValuesAreAskedForInQueriesThatSalesforceTakes() {
        start(owner("unresolved: reject"), "sync.max-rejected", "100");
        IntStream.range(0, 700).forEach(i -> user("somebody.with.a.rather.long.name." + i + "@acme.example", true));

        RunReport report = sync.rows(IntStream.range(0, 700)
                        .mapToObj(i -> owned(i, "somebody.with.a.rather.long.name." + i + "@acme.example"))
                        .toList())
                .run();

        assertThat(report.message()).isNull();
        assertThat(report.count(Count.CREATED)).isEqualTo(700);
        assertThat(lookUps()).isBetween(3L, 8L);
        assertThat(org.stats().requestUrls()).noneMatch(url -> url.contains("rather"));
    }

    @Test
    void anotherOwnerInTheSourceIsAChange() {
        user("ada@acme.example", true);
        String bob = user("bob@acme.example", true);
        start(owner(""));
        sync.rows(List.of(owned(1, "ada@acme.example"), owned(2, "ada@acme.example")))
                .run();

        RunReport report = sync.rows(List.of(owned(1, "bob@acme.example"), owned(2, "ada@acme.example")))
                .run();

        assertThat(report.count(Count.UPDATED)).isEqualTo(1);
        assertThat(report.count(Count.UNCHANGED)).isEqualTo(1);
        assertThat(account(1)).containsEntry("OwnerId", bob);
    }

    @Test
    void anotherRecordBehindTheSameValueIsAChange() {
        String first = org.insert("Account", Map.of("Name", "Old", "Customer_Id__c", "H", "AccountNumber", "H-1"));
        start(parent(""));
        sync.rows(List.of(row("id", 1, "name", "Acme", "parent", "H-1"))).run();
        org.delete(first);
        String second = org.insert("Account", Map.of("Name", "New", "Customer_Id__c", "I", "AccountNumber", "H-1"));

        assertThat(sync.run().count(Count.UPDATED)).isEqualTo(1);
        assertThat(account(1)).containsEntry("ParentId", second);
    }

    @Test
    void aRowWhoseOwnerIsUnknownWaitsAndIsSentWhenTheUserIsThere() {
        start(owner(""));
        RunReport first = sync.rows(List.of(owned(1, "new@acme.example"), owned(2, "admin@localorg.example")))
                .run();
        assertThat(first.count(Count.RETRY_LATER)).isEqualTo(1);
        assertThat(first.count(Count.CREATED)).isEqualTo(1);
        assertThat(first.status()).isEqualTo(RunStatus.PARTIAL);
        assertThat(parked(1))
                .extracting(RejectedRecord::errorClass, RejectedRecord::code, RejectedRecord::fields)
                .containsExactly("later", NOT_FOUND, "OwnerId");
        assertThat(parked(1).message()).isEqualTo("OwnerId: no User has this Email \"new@acme.example\"");
        assertThat(org.find("Account", "Customer_Id__c", "1")).isEmpty();

        String user = user("new@acme.example", true);
        RunReport second =
                sync.rows(List.of(owned(2, "admin@localorg.example"))).run();

        assertThat(second.count(Count.RETRIED_CONFIRMED)).isEqualTo(1);
        assertThat(account(1)).containsEntry("OwnerId", user);
        assertThat(sync.parked()).isZero();
        assertThat(sync.rows(List.of(owned(1, "new@acme.example"))).run().count(Count.UNCHANGED))
                .isEqualTo(1);
    }

    @Test
    void aRowThatIsReadAgainIsSentAsSoonAsTheUserIsThere() {
        start(owner(""));
        sync.rows(List.of(owned(1, "new@acme.example"))).run();
        assertThat(sync.run().count(Count.RETRY_LATER)).isEqualTo(1);
        user("new@acme.example", true);

        RunReport report = sync.run();

        assertThat(report.count(Count.CREATED)).isEqualTo(1);
        assertThat(report.count(Count.RETRIED_SENT)).isZero();
        assertThat(sync.parked()).isZero();
    }

    @Test
    void withoutPayloadsAtRestTheRowIsReadAgain() {
        sync = TestSync.start(
                org,
                directory,
                file(owner(""))
                        .replace("externalId:", "cursor: changed\n        cursorType: integer\n        externalId:"),
                "sync.keep-rejected-payloads",
                "false");
        sync.rows(List.of(owned(1, "new@acme.example"), owned(2, "admin@localorg.example")))
                .run();
        assertThat(parked(1).payload()).isNull();
        assertThat(parked(1).message()).doesNotContain("new@");
        assertThat(sync.cursor()).isEqualTo(10L);
        user("new@acme.example", true);

        assertThat(sync.run().count(Count.CREATED)).isEqualTo(1);
        assertThat(sync.parked()).isZero();
    }

    @Test
    void rejectedRowsAreNotTriedUntilTheyChangeOrTheOrgHeals() {
        start(owner("unresolved: reject"));
        List<Map<String, Object>> rows = new ArrayList<>();
        IntStream.range(0, 10).forEach(i -> rows.add(owned(i, "user" + i % 5 + "@acme.example")));
        RunReport first = sync.rows(rows).run();
        assertThat(first.count(Count.REJECTED)).isEqualTo(10);
        assertThat(parked(1).errorClass()).isEqualTo("reject");
        RunReport second = sync.run();
        assertThat(second.count(Count.STILL_REJECTED)).isEqualTo(10);
        assertThat(second.status()).isEqualTo(RunStatus.SUCCEEDED);

        rows.set(3, owned(3, "admin@localorg.example"));
        assertThat(sync.run().count(Count.CREATED)).isEqualTo(1);

        // Its probes come round to every record, however many can still not be resolved.
        user("user4@acme.example", true);
        sync.rows(List.of(owned(3, "admin@localorg.example")));
        for (int run = 0; run < 4; run++) {
            sync.run();
        }
        assertThat(sync.parked()).isEqualTo(7);
    }

    @Test
    void theDefaultIsLookedForByTheSameField() {
        user("fallback@acme.example", true);
        start(owner("default: \"Fallback@acme.example\""));

        RunReport report = sync.rows(List.of(owned(1, "gone@acme.example"), owned(2, "lost@acme.example")))
                .run();

        assertThat(report.count(Count.CREATED)).isEqualTo(2);
        assertThat(org.find("User", "Id", account(1).get("OwnerId")))
                .hasValueSatisfying(user -> assertThat(user).containsEntry("Email", "fallback@acme.example"));
    }

    @Test
    void theDefaultMayBeAnId() {
        String id = user("fallback@acme.example", true);
        start(owner("default: " + id.substring(0, 15)));

        sync.rows(List.of(owned(1, "gone@acme.example"))).run();

        assertThat(account(1)).containsEntry("OwnerId", id);
    }

    @Test
    void aDefaultThatNobodyHasEndsTheRunBeforeAnythingIsSent() {
        start(owner("default: nobody@acme.example"));

        RunReport report = sync.rows(List.of(owned(1, "gone@acme.example"), owned(2, "admin@localorg.example")))
                .run();

        assertThat(report.status()).isEqualTo(RunStatus.FAILED);
        assertThat(report.message())
                .isEqualTo("routes/accounts.camel.yaml: OwnerId has a reference whose default "
                        + "\"nobody@acme.example\" identifies no User by Email; write a value that one record has, or that "
                        + "record's id.");
        assertThat(org.records("Account")).isEmpty();
    }

    @Test
    void aValueOfTwoRecordsStandsForNeither() {
        user("twin@acme.example", true);
        user("Twin@acme.example", true);
        start(owner("where: \"IsActive = true\""));

        sync.rows(List.of(owned(1, "twin@acme.example"))).run();

        assertThat(parked(1).code()).isEqualTo("REFERENCE_AMBIGUOUS");
        assertThat(parked(1).message())
                .isEqualTo("OwnerId: 2 records of User have this Email \"twin@acme.example\", where IsActive = true, "
                        + "and none is picked at random");
        assertThat(org.records("Account")).isEmpty();
    }

    @Test
    void whoDoesNotMeetTheConditionIsNotFound() {
        user("left@acme.example", false);
        start(owner("where: \"IsActive = true\""));

        sync.rows(List.of(owned(1, "left@acme.example"))).run();

        assertThat(parked(1).code()).isEqualTo(NOT_FOUND);
    }

    @Test
    void withoutTheConditionSalesforceRefusesAnInactiveOwner() {
        user("left@acme.example", false);
        start(owner(""));

        sync.rows(List.of(owned(1, "left@acme.example"))).run();

        assertThat(parked(1).code()).isEqualTo("INACTIVE_OWNER_OR_USER");
    }

    @Test
    void aBlankValueIsEmptyAndWhenEmptyApplies() {
        String number = org.insert("Account", Map.of("Name", "Head", "Customer_Id__c", "H", "AccountNumber", "H-1"));
        start(parent("whenEmpty: clear"));
        sync.rows(List.of(row("id", 1, "name", "Acme", "parent", "h-1"))).run();
        assertThat(account(1)).containsEntry("ParentId", number);

        RunReport report =
                sync.rows(List.of(row("id", 1, "name", "Acme", "parent", "  "))).run();

        assertThat(report.count(Count.UPDATED)).isEqualTo(1);
        assertThat(account(1)).doesNotContainKey("ParentId");
    }

    @Test
    void quotesAndBackslashesInAValueAreNoSoql() {
        org.insert(
                "Account",
                Map.of("Name", "Head", "Customer_Id__c", "H", "AccountNumber", "O'Neil\\ (\"x\") OR Name != null"));
        start(parent(""));

        RunReport report = sync.rows(List.of(
                        row("id", 1, "name", "A", "parent", "O'Neil\\ (\"x\") OR Name != null"),
                        row("id", 2, "name", "B", "parent", "' OR Name != '")))
                .run();

        assertThat(report.count(Count.CREATED)).isEqualTo(1);
        assertThat(report.count(Count.RETRY_LATER)).isEqualTo(1);
    }

    @Test
    void theAccountingHoldsWithDuplicatesAmongUnresolvedRows() {
        start(owner(""));
        RunReport report = sync.rows(List.of(
                        owned(1, "gone@acme.example"),
                        owned(1, "admin@localorg.example"),
                        owned(2, "admin@localorg.example"),
                        owned(2, "gone@acme.example"),
                        owned(3, "gone@acme.example"),
                        owned(3, "lost@acme.example"),
                        row("id", null, "name", "No key", "owner", "gone@acme.example"),
                        owned(4, "admin@localorg.example")))
                .run();

        assertThat(report.count(Count.READ)).isEqualTo(8);
        assertThat(report.count(Count.CREATED)).isEqualTo(2);
        assertThat(report.count(Count.RETRY_LATER)).isEqualTo(2);
        assertThat(report.count(Count.DUPLICATE)).isEqualTo(3);
        assertThat(report.count(Count.INVALID)).isEqualTo(1);
        assertThat(report.message()).isNull();
        assertThat(account(1)).isNotEmpty();
        assertThat(parked(2).message()).contains("gone@");
        assertThat(parked(3).message()).contains("lost@");
    }

    @Test
    void manyRowsThatAreToBeRejectedForAReferenceStopTheRun() {
        start(owner("unresolved: reject"), "sync.max-rejected-after", "20");
        List<Map<String, Object>> rows = new ArrayList<>();
        IntStream.range(0, 40).forEach(i -> rows.add(owned(i, "user" + i % 2 + "@acme.example")));
        user("user1@acme.example", true);

        RunReport report = sync.rows(rows).run();

        assertThat(report.status()).isEqualTo(RunStatus.STOPPED);
        assertThat(report.message()).contains("20 of 40 rows", "routes/accounts.camel.yaml", "sync.max-rejected");
        assertThat(report.count(Count.UNSENT)).isEqualTo(40);
        assertThat(sync.parked()).isZero();
        assertThat(org.records("Account")).isEmpty();
    }

    @Test
    void aConditionThatIsNoSoqlIsToldWithItsPlace() {
        start(owner("where: \"IsActiv = true\""));

        RunReport report = sync.rows(List.of(owned(1, "secret@acme.example"))).run();

        assertThat(report.status()).isEqualTo(RunStatus.FAILED);
        assertThat(report.message())
                .startsWith(
                        "routes/accounts.camel.yaml: OwnerId has a reference to User by Email, where IsActiv = true, "
                                + "which Salesforce cannot look for: No such column 'IsActiv' on entity 'User'")
                .contains("fix where or by")
                .doesNotContain("secret");
    }

    @Test
    void aLookUpThatFailsForAWhileIsMadeAgain() {
        start(owner(""));
        org.faults()
                .add(
                        FaultMatch.on(CallKind.COMPOSITE).times(2),
                        FaultAction.respond(503, "SERVER_UNAVAILABLE", "busy"));

        RunReport report =
                sync.rows(List.of(owned(1, "admin@localorg.example"))).run();

        assertThat(report.count(Count.CREATED)).isEqualTo(1);
        assertThat(lookUps()).isEqualTo(3);
    }

    @Test
    void aSessionThatExpiresBeforeTheLookUpCostsNothing() {
        start(owner(""));
        sync.rows(() -> {
            org.faults().add(FaultMatch.on(CallKind.COMPOSITE).times(1), FaultAction.expireSessions());
            return new ArrayList<>(List.of(owned(1, "admin@localorg.example")));
        });

        assertThat(sync.run().count(Count.CREATED)).isEqualTo(1);
    }

    @Test
    void noMoreCallsAreMadeThanTheBudgetAllows() {
        start(owner(""), "sync.max-calls-per-day", "2");

        RunReport report = sync.rows(List.of(owned(1, "gone@acme.example"))).run();

        assertThat(report.status()).isEqualTo(RunStatus.STOPPED);
        assertThat(lookUps()).isZero();
    }

    @Test
    void whatAPersonAskedForInVainIsRejectedAsBefore() {
        start(owner("unresolved: reject"));
        sync.rows(List.of(owned(1, "gone@acme.example"))).run();
        sync.ofState(state -> state.rejected().retries().retryAll());

        sync.rows(List.of()).run();

        assertThat(parked(1).errorClass()).isEqualTo("reject");
        assertThat(parked(1).code()).isEqualTo(NOT_FOUND);
    }

    @Test
    void aParkedPayloadOfAnOlderMappingIsNotSent() {
        start(owner(""));
        sync.rows(List.of(owned(1, "gone@acme.example"), owned(2, "admin@localorg.example")))
                .run();
        sync.close();
        start("        fields[Site]: { value: \"${body[owner]}\" }\n");

        RunReport report =
                sync.rows(List.of(owned(2, "admin@localorg.example"))).run();

        assertThat(report.count(Count.UPDATED)).isEqualTo(1);
        assertThat(report.count(Count.RETRIED_SENT)).isZero();
        assertThat(parked(1).code()).isEqualTo(NOT_FOUND);
    }

    @Test
    void referencesGoByBulkToo() {
        String ada = user("ada@acme.example", true);
        start(owner(""), "sync.path", "bulk");

        RunReport report = sync.rows(
                        List.of(owned(1, "ada@acme.example"), owned(2, "gone@acme.example"), owned(3, null)))
                .run();

        assertThat(report.count(Count.CREATED)).isEqualTo(2);
        assertThat(report.count(Count.RETRY_LATER)).isEqualTo(1);
        assertThat(account(1)).containsEntry("OwnerId", ada);
        assertThat(org.stats().calls(CallKind.COLLECTIONS)).isZero();
    }

    @Test
    void anOwnerMayBeAQueue() {
        String queue = org.insert("Group", Map.of("Name", "Service", "DeveloperName", "Service_Queue"));
        sync = TestSync.start(
                org,
                directory,
                file(field("OwnerId", "${body[owner]}", "object: Group, by: DeveloperName", ""))
                        .replace("object: Account", "object: Site__c"));

        RunReport report = sync.rows(List.of(owned(1, "service_queue"))).run();

        assertThat(report.message()).isNull();
        assertThat(report.count(Count.CREATED)).isEqualTo(1);
        assertThat(org.records("Site__c").get(0)).containsEntry("OwnerId", queue);
    }

    @Test
    void onlyTheLatestAnswersAreRemembered() {
        RecentAnswers answers = new RecentAnswers(3);
        for (int i = 0; i < 100; i++) {
            answers.put("key " + i, References.Answer.NONE);
            answers.get("key 0");
        }

        assertThat(answers).containsOnlyKeys("key 0", "key 98", "key 99");
    }

    @Test
    void valuesOfRowsAreInNoReport() {
        start(owner(""));

        RunReport report = sync.rows(List.of(owned(1, "secret@acme.example"))).run();

        assertThat(report.toString().toLowerCase(Locale.ROOT)).doesNotContain("secret");
    }

    private void start(String fields, String... settings) {
        sync = TestSync.start(org, directory, file(fields), settings);
    }

    private static String file(String fields) {
        return """
                - beans:
                    - name: accounts
                      type: io.accountsync.mapping.SyncDefinition
                      properties:
                        object: Account
                        externalId: Customer_Id__c
                        fields:
                          Customer_Id__c: "${body[id]}"
                          Name: "${body[name]}"
                """
                + fields;
    }

    private static String owner(String options) {
        return field(
                "OwnerId", "${body[owner]}", "object: User, by: Email" + (options.isEmpty() ? "" : ", " + options), "");
    }

    private static String parent(String rule) {
        return field("ParentId", "${body[parent]}", "object: Account, by: AccountNumber", rule);
    }

    private static String field(String name, String value, String reference, String rule) {
        return "        fields[" + name + "]: { value: \"" + value + "\", " + (rule.isEmpty() ? "" : rule + ", ")
                + "reference: { " + reference + " } }\n";
    }

    private static Map<String, Object> owned(int id, String owner) {
        return row("id", id, "name", "Company " + id, "owner", owner, "changed", id * 10L);
    }

    private String user(String email, boolean active) {
        return org.insert("User", Map.of("Email", email, "Username", email, "LastName", "U", "IsActive", active));
    }

    private Map<String, Object> account(int id) {
        return org.find("Account", "Customer_Id__c", String.valueOf(id)).orElseThrow();
    }

    private RejectedRecord parked(int id) {
        return sync.ofState(state -> state.rejected().detail(String.valueOf(id)))
                .orElseThrow()
                .record();
    }

    private long lookUps() {
        return org.stats().calls(CallKind.COMPOSITE);
    }
}
