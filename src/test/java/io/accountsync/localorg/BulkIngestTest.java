package io.accountsync.localorg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.localorg.OrgClient.Answer;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.schema.FieldSpec;
import io.accountsync.localorg.stats.CallKind;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BulkIngestTest {

    private static final String JOBS = "/services/data/v62.0/jobs/ingest";

    private LocalOrg org = LocalOrg.start();
    private OrgClient client = new OrgClient(org);

    @AfterEach
    void stop() {
        org.close();
    }

    @Test
    void newJobIsOpenAndSaysWhereToUpload() {
        JsonNode job = create(Map.of()).json();

        assertThat(job.get("id").asText()).startsWith("750").hasSize(18);
        assertThat(job.get("state").asText()).isEqualTo("Open");
        assertThat(job.get("operation").asText()).isEqualTo("upsert");
        assertThat(job.get("object").asText()).isEqualTo("Account");
        assertThat(job.get("externalIdFieldName").asText()).isEqualTo("Customer_Id__c");
        assertThat(job.get("apiVersion").toString()).isEqualTo("62.0");
        assertThat(job.get("concurrencyMode").asText()).isEqualTo("Parallel");
        assertThat(job.get("contentUrl").asText())
                .isEqualTo("services/data/v62.0/jobs/ingest/" + job.get("id").asText() + "/batches");
        assertThat(job.get("lineEnding").asText()).isEqualTo("LF");
        assertThat(job.get("columnDelimiter").asText()).isEqualTo("COMMA");
    }

    @Test
    void rowsAreSavedAndEachHasAResult() {
        String id = run("Customer_Id__c,Name,NumberOfEmployees\nC-1,\"Acme, \"\"the\"\" Co\n2nd line\",5\nC-2,,7\n");

        JsonNode job = client.get(JOBS + "/" + id).json();
        assertThat(job.get("state").asText()).isEqualTo("JobComplete");
        assertThat(job.get("jobType").asText()).isEqualTo("V2Ingest");
        assertThat(job.get("numberRecordsProcessed").asInt()).isEqualTo(2);
        assertThat(job.get("numberRecordsFailed").asInt()).isEqualTo(1);
        String saved = org.records("Account").get(0).get("Id").toString();
        assertThat(results(id, "successfulResults"))
                .isEqualTo("\"sf__Id\",\"sf__Created\",\"Customer_Id__c\",\"Name\",\"NumberOfEmployees\"\n\"" + saved
                        + "\",\"true\",\"C-1\",\"Acme, \"\"the\"\" Co\n2nd line\",\"5\"\n");
        assertThat(results(id, "failedResults"))
                .isEqualTo(
                        "\"sf__Id\",\"sf__Error\",\"Customer_Id__c\",\"Name\",\"NumberOfEmployees\"\n"
                                + "\"\",\"REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --\",\"C-2\",\"\",\"7\"\n");
        assertThat(results(id, "unprocessedrecords")).isEqualTo("\"Customer_Id__c\",\"Name\",\"NumberOfEmployees\"\n");
        assertThat(org.stats().recordsUpserted()).isEqualTo(1);
    }

    @Test
    void emptyCellIsLeftAloneAndNaClears() {
        run("Customer_Id__c,Name,Phone,Fax\nC-1,Acme,1,2\n");

        String id = run("Customer_Id__c,Name,Phone,Fax\nC-1,,#N/A,\n");

        assertThat(results(id, "successfulResults")).contains("\"false\",\"C-1\"");
        assertThat(org.records("Account").get(0))
                .containsEntry("Name", "Acme")
                .doesNotContainKey("Phone")
                .containsEntry("Fax", "2");
    }

    @Test
    void parentIsNamedByAColumnWithADot() {
        run("Customer_Id__c,Name\nP-1,Parent\n");

        String id = run("Customer_Id__c,Name,Parent.Customer_Id__c\nC-1,Child,P-1\nC-2,Orphan,nobody\n");

        assertThat(org.find("Account", "Customer_Id__c", "C-1").orElseThrow()).containsKey("ParentId");
        assertThat(results(id, "failedResults"))
                .contains("\"INVALID_FIELD:Foreign key external ID: nobody not found for field Customer_Id__c in entity"
                        + " Account:--\"");
    }

    @Test
    void resultsDoNotKeepTheOrderOfTheInput() {
        String rows = IntStream.range(0, 450)
                .mapToObj(i -> "C-" + i + ",Acme\n")
                .collect(Collectors.joining("", "Customer_Id__c,Name\n", ""));

        String first = results(run(rows), "successfulResults")
                .lines()
                .skip(1)
                .findFirst()
                .orElseThrow();

        assertThat(first).contains("\"C-400\"");
        assertThat(org.records("Account")).hasSize(450);
    }

    @ParameterizedTest
    @CsvSource({"SEMICOLON, ;", "TAB, '\t'", "PIPE, |", "CARET, ^", "BACKQUOTE, `"})
    void delimiterAndLineEndingOfTheJobHoldForItsResultsToo(String name, String delimiter) {
        String csv = "Customer_Id__c" + delimiter + "Name\r\nC-1" + delimiter + "Acme\r\n";

        String id = run(csv, Map.of("columnDelimiter", name, "lineEnding", "CRLF"));

        assertThat(results(id, "successfulResults"))
                .startsWith("\"sf__Id\"" + delimiter + "\"sf__Created\"")
                .endsWith("\"C-1\"" + delimiter + "\"Acme\"\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            Customer_Id__c,Name\\r\\nC-1,Acme\\r\\n       | ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is LF
            Customer_Id__c,Foo,Bar\\nC-1,1,2\\n           | InvalidBatch : Field name not found : Foo
            Customer_Id__c;Name\\nC-1;Acme\\n             | InvalidBatch : Field name not found : Customer_Id__c;Name
            \\uFEFFCustomer_Id__c,Name\\nC-1,Acme\\n      | InvalidBatch : Field name not found : \\uFEFFCustomer_Id__c
            """)
    void uploadThatCannotBeReadFailsTheJob(String csv, String message) {
        String id = run(csv.replace("\\uFEFF", "\uFEFF").translateEscapes());

        JsonNode job = client.get(JOBS + "/" + id).json();
        assertThat(job.get("state").asText()).isEqualTo("Failed");
        assertThat(job.get("errorMessage").asText()).isEqualTo(message.replace("\\uFEFF", "\uFEFF"));
        assertThat(job.get("numberRecordsProcessed").asInt()).isZero();
        assertThat(org.records("Account")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
            C-1, "Acme",5          | INVALID_CSV:
            C-1,Acme               | INVALID_CSV:
            C-1,Acme,five          | INVALID_TYPE_ON_FIELD_IN_RECORD:Employees: value not of required type: five:NumberOfEmployees --
            C-1,Acme, 5            | INVALID_TYPE_ON_FIELD_IN_RECORD:
            """)
    void rowThatCannotBeReadFailsAlone(String row, String error) {
        String id = run("Customer_Id__c,Name,NumberOfEmployees\n" + row + "\nC-2,Good,1\n");

        assertThat(results(id, "failedResults")).contains(error);
        assertThat(org.records("Account")).extracting("Customer_Id__c").containsExactly("C-2");
    }

    @Test
    void sameKeyTwiceFailsBothRows() {
        String id = run("Customer_Id__c,Name\nC-1,A\nC-1,B\nC-2,C\n");

        assertThat(results(id, "failedResults"))
                .contains("DUPLICATE_VALUE:Duplicate external id specified: C-1:Customer_Id__c --");
        assertThat(org.records("Account")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            object               | Nope           | INVALIDENTITY: InvalidEntity : Unable to find object: Nope
            externalIdFieldName  | Name           | INVALIDJOB: InvalidJob : Field name provided, Name does not match an External ID for Account
            externalIdFieldName  | ''             | INVALIDJOB: InvalidJob : External ID was blank for Account. An External ID must be specified for upsert.
            operation            | explode        | INVALIDJOB: InvalidJob : Unknown operation: explode
            operation            | hardDelete     | FEATURENOTENABLED: FeatureNotEnabled : hardDelete operation requires special user profile permission, please contact your system administrator
            lineEnding           | CR             | JSON_PARSER_ERROR: CR not a valid value for enum LineEndingEnum
            contentType          | JSON           | INVALIDJOB: InvalidJob : contentType must be CSV
            """)
    void jobThatCannotBeIsRefused(String member, String value, String error) {
        Answer answer = create(Map.of(member, value));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).isEqualTo(error);
    }

    @Test
    void secondUploadIsRefused() {
        String id = create(Map.of()).json().get("id").asText();
        assertThat(upload(id, "Customer_Id__c\n").status()).isEqualTo(201);

        Answer second = upload(id, "Customer_Id__c\n");

        assertThat(second.status()).isEqualTo(400);
        assertThat(second.error()).contains("Found multiple contents for job: <" + id + ">");
    }

    @Test
    void closedJobTakesNoUpload() {
        String id = create(Map.of()).json().get("id").asText();
        state(id, "UploadComplete");

        assertThat(upload(id, "Customer_Id__c\n").error()).startsWith("INVALIDJOBSTATE");
        assertThat(state(id, "UploadComplete").error()).startsWith("INVALIDJOBSTATE");
    }

    @Test
    void jobWaitsInTheQueueAndCanBeAbortedThere() {
        restart(LocalOrgOptions.builder().bulkTiming(Duration.ofHours(1), Duration.ZERO));
        String id = create(Map.of()).json().get("id").asText();
        upload(id, "Customer_Id__c,Name\nC-1,Acme\n");
        state(id, "UploadComplete");

        assertThat(client.get(JOBS + "/" + id).json().get("state").asText()).isEqualTo("UploadComplete");
        assertThat(client.get(JOBS + "/" + id + "/successfulResults").status()).isEqualTo(400);
        assertThat(client.delete(JOBS + "/" + id).status()).isEqualTo(400);
        assertThat(state(id, "Aborted").json().get("state").asText()).isEqualTo("Aborted");
        assertThat(org.records("Account")).isEmpty();
    }

    @Test
    void rowsOfAnAbortedJobAreUnprocessed() {
        String id = create(Map.of()).json().get("id").asText();
        upload(id, "Customer_Id__c,Name\nC-1,Acme\n");
        state(id, "Aborted");

        await().until(() -> client.get(JOBS + "/" + id + "/unprocessedrecords").status() == 200);
        assertThat(results(id, "unprocessedrecords")).isEqualTo("\"Customer_Id__c\",\"Name\"\n\"C-1\",\"Acme\"\n");
        assertThat(org.records("Account")).isEmpty();
    }

    @Test
    void failureInTheMiddleLeavesTheRestUnprocessed() {
        org.faults().add(FaultMatch.on(CallKind.BULK), FaultAction.failJob("InternalServerError : oops", 200));
        String rows = IntStream.range(0, 300)
                .mapToObj(i -> "C-" + i + ",Acme\n")
                .collect(Collectors.joining("", "Customer_Id__c,Name\n", ""));

        String id = run(rows);

        JsonNode job = client.get(JOBS + "/" + id).json();
        assertThat(job.get("state").asText()).isEqualTo("Failed");
        assertThat(job.get("errorMessage").asText()).isEqualTo("InternalServerError : oops");
        assertThat(job.get("numberRecordsProcessed").asInt()).isEqualTo(200);
        assertThat(results(id, "unprocessedrecords").lines()).hasSize(101);
        assertThat(org.records("Account")).hasSize(200);
    }

    @Test
    void chosenRowCanBeMadeToFail() {
        org.faults()
                .add(
                        FaultMatch.any().withKey("C-2"),
                        FaultAction.rejectRecord("UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access"));

        String id = run("Customer_Id__c,Name\nC-1,A\nC-2,B\n");

        assertThat(results(id, "failedResults")).contains("UNABLE_TO_LOCK_ROW:unable to obtain exclusive access:--");
    }

    @Test
    void finishedJobsAreListedAndDeleted() {
        String id = run("Customer_Id__c,Name\nC-1,A\n");

        assertThat(client.get(JOBS).json().at("/records/0/id").asText()).isEqualTo(id);
        assertThat(client.delete(JOBS + "/" + id).status()).isEqualTo(204);
        assertThat(client.get(JOBS + "/" + id).status()).isEqualTo(404);
    }

    @Test
    void recordsAreUpdatedAndDeletedById() {
        run("Customer_Id__c,Name\nC-1,A\n");
        String account = org.records("Account").get(0).get("Id").toString();

        run("Id,Name\n" + account + ",New\n", Map.of("operation", "update"));
        assertThat(org.records("Account").get(0)).containsEntry("Name", "New");
        String deleting = run("Id\n" + account + "\n" + account + "\n", Map.of("operation", "delete"));

        assertThat(org.records("Account")).isEmpty();
        assertThat(results(deleting, "failedResults"))
                .contains("\"" + account + "\",\"ENTITY_IS_DELETED:entity is deleted:--\"");
    }

    @Test
    void idsThatCannotBeChangedFailTheirRowsOnly() {
        run("Customer_Id__c,Name\nC-1,A\nC-2,B\n");
        String account = org.records("Account").get(0).get("Id").toString();
        String deleted = org.records("Account").get(1).get("Id").toString();
        org.delete(deleted);
        String unknown = account.substring(0, 12) + "zzz";

        String id = run(
                "Id,Name\n" + String.join(",N\n", account, deleted, unknown, "nonsense", "") + ",N\n",
                Map.of("operation", "update"));

        assertThat(results(id, "successfulResults")).contains("\"" + account + "\",\"false\"");
        assertThat(results(id, "failedResults"))
                .contains("\"" + deleted + "\",\"ENTITY_IS_DELETED:entity is deleted:--\"")
                .contains("\"INVALID_CROSS_REFERENCE_KEY:invalid cross reference id:--\"")
                .contains("\"MALFORMED_ID:malformed id nonsense:Id --\"")
                .contains("\"MISSING_ARGUMENT:Id not specified in an update call:Id --\"");
    }

    @Test
    void newRecordsAreInsertedByABulkJobAndAnIdRefusesTheRow() {
        String id = run("Id,Name\n,A\n001000000000001,B\n", Map.of("operation", "insert"));

        assertThat(results(id, "successfulResults")).contains("\"true\",\"\",\"A\"");
        assertThat(results(id, "failedResults"))
                .contains("INVALID_FIELD_FOR_INSERT_UPDATE:cannot specify Id in an insert call:Id --");
    }

    @Test
    void aJobDeletesRecordsOfItsOwnObjectOnly() {
        String contact = org.insert("Contact", Map.of("LastName", "Doe"));

        String id = run("Id\n" + contact + "\n\"nonsense\"\n", Map.of("operation", "delete"));

        assertThat(results(id, "failedResults"))
                .contains("MALFORMED_ID:malformed id " + contact, "MALFORMED_ID:malformed id nonsense");
        assertThat(org.records("Contact")).hasSize(1);
        assertThat(org.deletedRecords("Contact")).isEmpty();
    }

    @Test
    void aLookupToSeveralObjectsNeedsTheNameOfOneInItsHeader() {
        restart(LocalOrgOptions.builder()
                .withField("Task", FieldSpec.text("Task_Id__c", 20).externalId().unique()));
        String account = org.insert("Account", Map.of("Name", "A", "Customer_Id__c", "C-1"));
        Map<String, String> tasks = Map.of("object", "Task", "externalIdFieldName", "Task_Id__c");

        String unnamed = run("Task_Id__c,What.Customer_Id__c\nT-1,C-1\n", tasks);
        run("Task_Id__c,Account:What.Customer_Id__c\nT-1,C-1\n", tasks);

        assertThat(client.get(JOBS + "/" + unnamed).json().get("errorMessage").asText())
                .isEqualTo("InvalidBatch : Field name not found : What.Customer_Id__c");
        assertThat(org.records("Task").get(0)).containsEntry("WhatId", account);
    }

    @Test
    void aJobThatDeletesHasNothingButIds() {
        String id = run("Id,Name\n001000000000001,A\n", Map.of("operation", "delete"));

        assertThat(client.get(JOBS + "/" + id).json().get("errorMessage").asText())
                .isEqualTo("InvalidBatch : The 'delete' batch must contain only ids");
    }

    @Test
    void deletingForGoodNeedsAPermission() {
        assertThat(create(Map.of("operation", "hardDelete")).error()).startsWith("FEATURENOTENABLED: ");
    }

    @Test
    void resultsMayBeLargerThanFourMebibytes() {
        String text = "x".repeat(250);
        String rows = IntStream.range(0, 20_000)
                .mapToObj(i -> "C-" + i + "," + text + "\n")
                .collect(Collectors.joining("", "Customer_Id__c,Name\n", ""));

        String results = results(run(rows), "successfulResults");

        assertThat(results.length()).isGreaterThan(4 * 1024 * 1024);
        assertThat(results.lines()).hasSize(20_001);
    }

    private Answer create(Map<String, String> changes) {
        Map<String, String> job = new HashMap<>(Map.of(
                "object", "Account",
                "operation", "upsert",
                "externalIdFieldName", "Customer_Id__c",
                "contentType", "CSV"));
        job.putAll(changes);
        return client.post(JOBS, job);
    }

    private Answer upload(String id, String csv) {
        return client.send(client.request(JOBS + "/" + id + "/batches")
                .header("Authorization", "Bearer " + client.session())
                .header("Content-Type", "text/csv")
                .PUT(BodyPublishers.ofString(csv)));
    }

    private Answer state(String id, String state) {
        return client.patch(JOBS + "/" + id, Map.of("state", state));
    }

    private String run(String csv) {
        return run(csv, Map.of());
    }

    private String run(String csv, Map<String, String> changes) {
        String id = create(changes).json().get("id").asText();
        assertThat(upload(id, csv).status()).isEqualTo(201);
        assertThat(state(id, "UploadComplete").json().get("state").asText()).isEqualTo("UploadComplete");
        await().until(
                        () -> client.get(JOBS + "/" + id).json().get("state").asText(),
                        state -> state.equals("JobComplete") || state.equals("Failed"));
        return id;
    }

    private String results(String id, String which) {
        Answer answer = client.get(JOBS + "/" + id + "/" + which);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("text/csv");
        return answer.body();
    }

    private void restart(LocalOrgOptionsBuilder options) {
        org.close();
        org = LocalOrg.start(options.build());
        client = new OrgClient(org);
    }
}
