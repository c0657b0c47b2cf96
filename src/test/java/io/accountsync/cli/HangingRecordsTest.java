package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.schema.FieldSpec;
import io.accountsync.localorg.schema.ObjectSpec;
import io.accountsync.localorg.stats.CallKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Before a record is deleted, somebody asks what else hangs on it: other syncs, merged records, children, lookups. */
class HangingRecordsTest {
    private final LocalOrg org = LocalOrg.start(LocalOrgOptions.builder()
            .withField(
                    "Contact", FieldSpec.text("Contact_Id__c", 40).externalId().unique())
            .withObject(ObjectSpec.custom(
                    "Node__c",
                    "a01",
                    FieldSpec.text("Key__c", 40).externalId().unique(),
                    FieldSpec.lookupTo("Node__c", "Parent__c", "Parent__r"),
                    FieldSpec.lookupTo("Account", "Account__c", "Account__r")))
            .build());

    @TempDir
    private Path directory;

    private InProcess command;

    @BeforeEach
    void prepare() throws IOException {
        Files.createDirectories(directory.resolve("routes"));
        command = new InProcess()
                .at(org)
                .with("state.directory", directory.resolve("data").toString())
                .with("sync.max-missing", "100")
                .with("sync.max-deletions", "100%");
    }

    @AfterEach
    void stop() {
        org.close();
    }

    @Test
    void aRecordWhoseRowMovedToAnotherSyncOfTheStateIsNotDeleted() throws IOException {
        aRecordWhoseRowMovedToAnotherSyncOfTheStateIsNotDeleted("collections");
    }

    @Test
    @Tag("full")
    void aRecordWhoseRowMovedToAnotherSyncOfTheStateIsNotDeletedByBulk() throws IOException {
        aRecordWhoseRowMovedToAnotherSyncOfTheStateIsNotDeleted("bulk");
    }

    private void aRecordWhoseRowMovedToAnotherSyncOfTheStateIsNotDeleted(String path) throws IOException {
        command.with("sync.path", path);
        accounts("east", "whenRowGone: delete");
        accounts("west", "whenRowGone: delete");
        rows("east", "id,name", "1,One", "2,Two");
        rows("west", "id,name", "9,Nine");
        run(0, "--all");
        rows("east", "id,name", "1,One");
        rows("west", "id,name", "9,Nine", "2,Two moved");
        run(0, "west");

        String note = "1 record is not deleted though its row is gone: the sync west has it now (2).";
        assertThat(ended(0, "plan", "east")).contains(note).doesNotContain("1 would be deleted");
        assertThat(run(0, "east")).contains(note).doesNotContain("Deleted");
        assertThat(ended(0, "explain", "2", "--sync", "east"))
                .contains("though its row is gone: the sync west has the record now");
        assertThat(run(0, "--all")).contains(note);
        assertThat(values("Account", "Name")).containsExactlyInAnyOrder("One", "Nine", "Two moved");

        // Gone there as well: nobody has it any more.
        rows("west", "id,name", "9,Nine");
        run(0, "west");
        assertThat(run(0, "east")).contains("Deleted    1 record");
        assertThat(values("Account", "Name")).containsExactlyInAnyOrder("One", "Nine");
    }

    @Test
    void aRecordThatMovedToAnotherSyncIsNotFlagged() throws IOException {
        accounts("east", "whenRowGone: flag\n        flag: { Rating: Cold }");
        accounts("west", "");
        rows("east", "id,name", "1,One", "2,Two");
        rows("west", "id,name", "9,Nine");
        run(0, "--all");
        rows("east", "id,name", "1,One");
        rows("west", "id,name", "9,Nine", "2,Two");
        run(0, "west");
        assertThat(run(0, "east"))
                .contains("1 record is not flagged though its row is gone: the sync west has it now (2).");
        assertThat(org.find("Account", "Customer_Id__c", "2").orElseThrow()).doesNotContainEntry("Rating", "Cold");
    }

    @Test
    void childrenThatMoveInTheSameTransactionKeepTheirIdsWhenTheirOldParentIsDeleted() throws IOException {
        childrenThatMoveInTheSameTransactionKeepTheirIdsWhenTheirOldParentIsDeleted("collections");
    }

    @Test
    @Tag("full")
    void childrenThatMoveInTheSameTransactionKeepTheirIdsWhenTheirOldParentIsDeletedByBulk() throws IOException {
        childrenThatMoveInTheSameTransactionKeepTheirIdsWhenTheirOldParentIsDeleted("bulk");
    }

    private void childrenThatMoveInTheSameTransactionKeepTheirIdsWhenTheirOldParentIsDeleted(String path)
            throws IOException {
        command.with("sync.path", path);
        accountsAndContacts();
        Object moved = idOf("c2");

        rows("acc", "id,name", "1,One");
        rows("con", "id,name,parent", "c1,Ada,1", "c2,Bob,1");
        String note =
                "1 record is not deleted yet though its row is gone: it waits for the sync con, whose records hang on it;"
                        + " the first run after one of that sync has completed deletes it (2).";
        assertThat(ended(0, "plan", "acc")).contains(note).doesNotContain("1 would be deleted");
        assertThat(run(0, "--all")).contains(note);
        assertThat(ended(0, "status", "acc"))
                .contains("Waits     1 record to be deleted, since records of the sync con hang on it");
        assertThat(ended(0, "explain", "2", "--sync", "acc")).contains("until the sync con, whose records hang on it");

        assertThat(run(0, "--all")).contains("Deleted    1 record").doesNotContain("waits for");
        assertThat(idOf("c2")).isEqualTo(moved);
        assertThat(org.records("Account")).hasSize(1);
        assertThat(ended(0, "status", "acc")).doesNotContain("Waits");
    }

    @Test
    @Tag("full")
    void aRecordIsDeletedWithWhatStillHangsOnItWhenThatSyncHasHadItsTurn() throws IOException {
        accountsAndContacts();
        rows("acc", "id,name", "1,One");
        run(0, "acc");
        assertThat(run(0, "acc")).as("no run of the other sync").contains("it waits for the sync con");
        rows("con", "id,name,parent", "c1,Ada,1");
        run(0, "con");
        assertThat(run(0, "acc"))
                .contains(
                        "Deleted    1 record",
                        "1 record of the sync con was deleted by Salesforce together with these",
                        "cannot be made again");
        assertThat(values("Contact", "LastName")).containsExactly("Ada");
    }

    @Test
    @Tag("full")
    void aRowThatIsBackWhileItsRecordWaitsEndsTheWait() throws IOException {
        accountsAndContacts();
        rows("acc", "id,name", "1,One");
        run(0, "acc");
        rows("acc", "id,name", "1,One", "2,Two");
        run(0, "--all");
        assertThat(ended(0, "status", "acc")).doesNotContain("Waits");
        rows("acc", "id,name", "1,One");
        assertThat(run(0, "acc")).as("waits anew").contains("it waits for the sync con");
        assertThat(org.records("Account")).hasSize(2);
    }

    @Test
    @Tag("full")
    void aRecordWithoutChildrenOfAnotherSyncIsDeletedAtOnce() throws IOException {
        accountsAndContacts();
        rows("con", "id,name,parent", "c1,Ada,1", "c2,Bob,1");
        run(0, "con");
        rows("acc", "id,name", "1,One");
        assertThat(run(0, "acc")).contains("Deleted    1 record");
    }

    @Test
    void theSurvivorOfAMergeIsKeptWhileTheRowOfTheMergedRecordIsThere() throws IOException {
        accounts("acc", "whenRowGone: delete");
        rows("acc", "id,name", "4,Four", "5,Five", "6,Six", "7,Seven");
        run(0, "acc");
        org.person().merge(account("5"), account("6"));
        org.person().merge(account("4"), account("5"));
        rows("acc", "id,name", "6,Six", "7,Seven");

        String note =
                "1 record is not deleted though its row is gone: another record, whose row is there, was merged into it"
                        + " (4, with 6).";
        assertThat(ended(0, "plan", "acc")).contains(note);
        assertThat(run(0, "acc")).contains(note).doesNotContain("Deleted");
        assertThat(values("Account", "Name")).containsExactlyInAnyOrder("Four", "Seven");

        rows("acc", "id,name", "7,Seven");
        assertThat(run(0, "acc")).contains("Deleted    1 record");
        assertThat(values("Account", "Name")).containsExactly("Seven");
    }

    @Test
    void recordsOfAnotherSyncWhoseLookupADeletionClearedAreSentAgain() throws IOException {
        recordsOfAnotherSyncWhoseLookupADeletionClearedAreSentAgain("collections");
    }

    @Test
    @Tag("full")
    void recordsOfAnotherSyncWhoseLookupADeletionClearedAreSentAgainByBulk() throws IOException {
        recordsOfAnotherSyncWhoseLookupADeletionClearedAreSentAgain("bulk");
    }

    private void recordsOfAnotherSyncWhoseLookupADeletionClearedAreSentAgain(String path) throws IOException {
        command.with("sync.path", path);
        accounts("acc", "whenRowGone: delete");
        sync(
                "nod",
                "Node__c",
                "Key__c",
                "Name",
                "Account__r: { lookup: Customer_Id__c, value: \"${body[parent]}\" }",
                "");
        rows("acc", "id,name", "1,One", "2,Two");
        rows("nod", "id,name,parent", "n1,A,1", "n2,B,2");
        run(0, "--all");
        rows("acc", "id,name", "1,One");

        String note =
                "1 record of the sync nod points to records whose rows are gone, by a lookup that Salesforce clears when it"
                        + " deletes these; the next run of nod sends it again, deferred until what the row names is there.";
        assertThat(ended(0, "plan", "acc")).contains(note);
        assertThat(run(0, "acc")).contains(note, "Deleted    1 record");
        assertThat(run(3, "nod")).contains("1 deferred");
        rows("acc", "id,name", "1,One", "2,Two");
        run(0, "acc");
        run(0, "nod");
        assertThat(org.find("Node__c", "Key__c", "n2").orElseThrow()).containsEntry("Account__c", account("2"));
    }

    @Test
    @Tag("full")
    void recordsOfTheSameSyncWhoseLookupADeletionClearedAreSentAgain() throws IOException {
        sync(
                "nod",
                "Node__c",
                "Key__c",
                "Name",
                "Parent__r: { lookup: Key__c, value: \"${body[parent]}\" }",
                "whenRowGone: delete");
        rows("nod", "id,name,parent", "b,B,", "c,C,b");
        run(0, "nod");
        rows("nod", "id,name,parent", "c,C,b");
        assertThat(run(0, "nod")).contains("1 record of the sync nod points to records whose rows are gone");
        assertThat(run(3, "nod")).contains("1 deferred");
        rows("nod", "id,name,parent", "b,B,", "c,C,b");
        run(0, "nod");
        assertThat(org.find("Node__c", "Key__c", "c").orElseThrow())
                .containsEntry(
                        "Parent__c",
                        org.find("Node__c", "Key__c", "b").orElseThrow().get("Id"));
    }

    @Test
    @Tag("full")
    void aSyncThatDeletesNothingAsksNothing() throws IOException {
        accountsAndContacts();
        run(0, "acc");
        org.stats().reset();
        run(0, "acc");
        assertThat(org.stats().calls(CallKind.QUERY)).isLessThanOrEqualTo(1);
    }

    private void accountsAndContacts() throws IOException {
        accounts("acc", "whenRowGone: delete");
        sync(
                "con",
                "Contact",
                "Contact_Id__c",
                "LastName",
                "Account: { lookup: Customer_Id__c, value: \"${body[parent]}\" }",
                "after: [acc]");
        rows("acc", "id,name", "1,One", "2,Two");
        rows("con", "id,name,parent", "c1,Ada,1", "c2,Bob,2");
        run(0, "--all");
    }

    private void accounts(String name, String more) throws IOException {
        sync(name, "Account", "Customer_Id__c", "Name", "", more);
    }

    private void sync(String name, String object, String key, String field, String lookup, String more)
            throws IOException {
        Files.writeString(
                directory.resolve("routes/" + name + ".camel.yaml"),
                """
                - beans:
                    - name: %s
                      type: io.accountsync.mapping.SyncDefinition
                      properties:
                        object: %s
                        externalId: %s
                        %s
                        fields:
                          %s: "${body[id]}"
                          %s: "${body[name]}"
                          %s
                - templatedRoute:
                    routeTemplateRef: csv-source
                    parameters:
                      - { name: sync, value: %s }
                      - { name: path, value: "%s" }
                """
                        .formatted(
                                name, object, key, more, key, field, lookup, name, directory.resolve(name + ".csv")));
    }

    private void rows(String sync, String... lines) throws IOException {
        Files.writeString(directory.resolve(sync + ".csv"), String.join("\n", lines) + "\n");
    }

    private String run(int exitCode, String... arguments) {
        List<String> all = new ArrayList<>(List.of("run"));
        all.addAll(List.of(arguments));
        return ended(exitCode, all.toArray(String[]::new));
    }

    private String ended(int exitCode, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (arguments[0].equals("run") || arguments[0].equals("plan")) {
            all.addAll(List.of("--routes", directory.resolve("routes").toString()));
        }
        Jar.Ended ended = command.run(all.toArray(String[]::new));
        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isEqualTo(exitCode);
        return ended.out().replaceAll("\\n {12,}", " ");
    }

    private List<Object> values(String object, String field) {
        return org.records(object).stream()
                .map((Map<String, Object> record) -> record.get(field))
                .toList();
    }

    private String account(String key) {
        return String.valueOf(
                org.find("Account", "Customer_Id__c", key).orElseThrow().get("Id"));
    }

    private Object idOf(String contact) {
        return org.find("Contact", "Contact_Id__c", contact).orElseThrow().get("Id");
    }
}
