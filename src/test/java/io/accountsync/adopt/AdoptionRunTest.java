package io.accountsync.adopt;

import static io.accountsync.run.TestSync.row;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.accountsync.config.ConfigurationException;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.mapping.Payload;
import io.accountsync.run.Count;
import io.accountsync.run.RunReport;
import io.accountsync.run.RunStatus;
import io.accountsync.run.TestSync;
import io.accountsync.salesforce.CollectionRecord;
import io.accountsync.state.RejectedRecord;
import io.accountsync.state.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdoptionRunTest {
    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    private Path csv;
    private Path undo;
    private TestSync sync;

    @BeforeEach
    void start() {
        csv = directory.resolve("adopt.csv");
        undo = directory.resolve("adopt.undo.csv");
        sync = TestSync.start(org, directory, MatchingTest.MATCHED);
    }

    @AfterEach
    void stop() {
        sync.close();
        org.close();
    }

    @Test
    void onlyTheExternalIdIsWrittenAndOnlyOfOneToOneLines() throws Exception {
        List<String> ids = create(450);
        String twin = org.insert("Account", Map.of("Name", "Twin", "BillingCity", "Bern", "Phone", "1"));
        List<Map<String, Object>> rows = rows(450);
        rows.add(row("id", "t1", "name", "Twin", "city", "Bern", "site", null));
        rows.add(row("id", "t2", "name", "Twin", "city", "Bern", "site", null));
        match(rows);
        Map<String, Map<String, Object>> before = accounts();

        AdoptionReport report = apply();

        assertThat(report.status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(report.written()).isEqualTo(450);
        Map<String, Map<String, Object>> after = accounts();
        assertThat(after.get(twin)).isEqualTo(before.get(twin));
        assertThat(after.get(ids.get(7)).get("Customer_Id__c")).isEqualTo("C7");
        after.values().forEach(record -> List.of("Customer_Id__c", "LastModifiedDate", "SystemModstamp")
                .forEach(record::remove));
        before.values().forEach(record -> List.of("Customer_Id__c", "LastModifiedDate", "SystemModstamp")
                .forEach(record::remove));
        assertThat(after).isEqualTo(before);
        assertThat(org.stats().calls(CallKind.COLLECTIONS)).isEqualTo(3);
    }

    @Test
    void theNextRunChangesAdoptedRecordsAndMakesNoSecondOnes() throws Exception {
        create(3);
        match(rows(3));
        apply();
        RunReport run = sync.rows(rows(4)).run();
        assertThat(run.message()).isNull();
        assertThat(run.count(Count.UPDATED)).isEqualTo(3);
        assertThat(run.count(Count.CREATED)).isEqualTo(1);
        assertThat(org.records("Account")).hasSize(4);
        List<RunRecord> runs = sync.ofState(state -> state.runs().latest("accounts", 5));
        assertThat(runs).extracting(RunRecord::mode).containsExactly("incremental", "adopt");
    }

    @Test
    void adoptingOneRecordDoesNotDisarmTheGuardOfTheFirstRun() throws Exception {
        create(1);
        org.insert("Account", Map.of("Name", "Somebody"));
        match(rows(1));
        apply();
        RunReport held = sync.rows(rows(3)).run();
        assertThat(held.status()).isEqualTo(RunStatus.STOPPED);
        assertThat(held.message()).contains("would create 2 records of Account");
    }

    @Test
    void aRowThatMatchesSeveralRecordsIsNotCreatedUntilAPersonDecides() throws Exception {
        completeARun();
        twins();
        match(rows("T1", "T2"));

        RunReport run = sync.rows(rows("T1", "T2", "T3")).run();

        assertThat(run.count(Count.CREATED)).isEqualTo(1);
        assertThat(run.count(Count.RETRY_LATER)).isEqualTo(2);
        assertThat(run.notes()).anyMatch(note -> note.startsWith("2 rows are not created"));
        assertThat(sync.<List<RejectedRecord>>ofState(
                        state -> state.rejected().retries().page("later", "", 9)))
                .extracting(RejectedRecord::code)
                .containsExactly("UNDECIDED_MATCH", "UNDECIDED_MATCH");
        assertThat(apply().undecided()).as("nobody decided").isEqualTo(2);
        assertThat(sync.rows(rows("T3")).run().count(Count.RETRIED_SENT)).isZero();

        write(Files.readString(csv).replaceFirst("ambiguous(.*,T2,)", "new$1"));
        change(csv, "ambiguous", "new");
        assertThat(apply().undecided()).isZero();
        RunReport after = sync.rows(rows("T3")).run();

        assertThat(after.count(Count.RETRIED_CONFIRMED)).isEqualTo(2);
    }

    @Test
    void aRowWhoseExternalIdSomebodyWroteIntoTheOrgIsDecided() throws Exception {
        completeARun();
        String twin = twins().get(0);
        match(rows("T1", "T2"));
        someoneSets(twin, "T1");

        RunReport run = sync.rows(rows("T1", "T2")).run();

        assertThat(run.count(Count.UPDATED)).isEqualTo(1);
        assertThat(run.count(Count.RETRY_LATER)).isEqualTo(1);
        assertThat(sync.<Long>ofState(state -> state.undecided().count())).isEqualTo(1);
    }

    @Test
    void aLinkThatWasNotMadeOrWasTakenBackLeavesItsRowUndecided() throws Exception {
        completeARun();
        List<String> ids = create(3);
        match(rows(3));
        assertThat(sync.rows(rows(3)).run().count(Count.CREATED))
                .as("one-to-one, and not linked yet")
                .isZero();
        someoneSets(ids.get(1), "theirs");
        apply();
        new Adoption(sync.context()).undo("accounts", undo);

        assertThat(sync.rows(rows(3)).run().count(Count.CREATED)).isZero();
        assertThat(new Adoption(sync.context()).release("accounts")).isEqualTo(3);
        assertThat(sync.run().count(Count.CREATED)).isEqualTo(3);
    }

    @Test
    void aLineThatIsDeletedFromTheFileWasWrong() throws Exception {
        completeARun();
        create(2);
        match(rows(2));
        write(Files.readString(csv).replaceFirst("one-to-one.*,C1,.*\\R", ""));
        apply();
        assertThat(sync.rows(rows(2)).run().count(Count.CREATED)).isEqualTo(1);
    }

    @Test
    void aFileThatCallsARowOneToOneAndNewIsRefused() throws Exception {
        create(1);
        match(rows(1));
        String line = Files.readString(csv).lines().skip(1).findFirst().orElseThrow();
        write(Files.readString(csv) + line.replace("one-to-one", "new") + "\r\n");
        assertMistake("calls C0 one-to-one in a line and new in another");
    }

    private void completeARun() {
        assertThat(sync.rows(rows("first")).run().status()).isEqualTo(RunStatus.SUCCEEDED);
    }

    private List<String> twins() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            ids.add(org.insert("Account", Map.of("Name", "Twin", "BillingCity", "Bern")));
        }
        return ids;
    }

    private static List<Map<String, Object>> rows(String... keys) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (String key : keys) {
            rows.add(row("id", key, "name", key.startsWith("T") ? "Twin" : key, "city", "Bern", "site", null));
        }
        return rows;
    }

    @Test
    void adoptingIsNoSuccessOfARun() throws Exception {
        create(1);
        match(rows(1));
        apply();
        assertThat(sync.engine().lastSuccess("accounts")).isEmpty();
    }

    @Test
    void whatIsDoneAlreadyIsSkipped() throws Exception {
        create(5);
        match(rows(5));
        apply();
        AdoptionReport again = apply();
        assertThat(again.status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(again.written()).isZero();
        assertThat(again.before()).isEqualTo(5);
    }

    @Test
    void aRecordThatGotAnExternalIdOrWasDeletedMeanwhileIsLeftAlone() throws Exception {
        List<String> ids = create(3);
        match(rows(3));
        change(csv, ids.get(2), "001000000000000AAA");
        someoneSets(ids.get(1), "theirs");

        AdoptionReport report = apply();

        assertThat(report.exitCode()).isEqualTo(3);
        assertThat(report.refused()).isEqualTo(Map.of("OTHER_EXTERNAL_ID", 1L, "NOT_FOUND", 1L));
        assertThat(accounts().get(ids.get(1)).get("Customer_Id__c")).isEqualTo("theirs");
        assertThat(Files.readString(report.refusedFile())).contains(ids.get(1) + ",C1,OTHER_EXTERNAL_ID");
    }

    @Test
    void anExternalIdThatAnotherRecordHasByNowIsRefusedByItsRecordAlone() throws Exception {
        create(3);
        match(rows(3));
        org.insert("Account", Map.of("Name", "New", "Customer_Id__c", "C1"));
        AdoptionReport report = apply();
        assertThat(report.written()).isEqualTo(2);
        assertThat(report.refused()).containsExactly(Map.entry("DUPLICATE_VALUE", 1L));
    }

    @Test
    void aFileThatContradictsItselfLinksNoneOfThese() throws Exception {
        List<String> ids = create(3);
        match(rows(3));
        change(csv, ids.get(1) + ",C1", ids.get(1) + ",c0");
        AdoptionReport report = apply();
        assertThat(report.refused()).isEqualTo(Map.of("AMBIGUOUS", 2L));
        assertThat(report.written()).isEqualTo(1);
        assertThat(accounts().get(ids.get(0)).get("Customer_Id__c")).isNull();
    }

    @Test
    void undoTakesAwayWhatWeWroteAndNothingElse() throws Exception {
        List<String> ids = create(4);
        match(rows(4));
        apply();
        someoneSets(ids.get(2), "changed since");
        sync.rows(rows(2)).run();

        AdoptionReport report = new Adoption(sync.context()).undo("accounts", undo);

        assertThat(report.written()).isEqualTo(3);
        assertThat(report.refused()).isEqualTo(Map.of("OTHER_EXTERNAL_ID", 1L));
        assertThat(accounts().values())
                .extracting(record -> record.get("Customer_Id__c"))
                .containsExactlyInAnyOrder(null, null, null, "changed since");
        assertThat(sync.<Long>ofState(state -> state.records().count())).isEqualTo(1);
        assertThat(new Adoption(sync.context()).undo("accounts", undo).before()).isEqualTo(3);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(undo)))
                .isEqualTo("rw-------");
    }

    @Test
    void whatIsLostOnTheWayIsRepeatedAfterAnotherLook() throws Exception {
        List<String> ids = create(3);
        match(rows(3));
        org.faults().add(FaultMatch.on(CallKind.COLLECTIONS).once(), FaultAction.dropConnection());
        org.faults()
                .add(
                        FaultMatch.on(CallKind.QUERY)
                                .withPath(".*Id%20IN.*|.*Id\\+IN.*|.*Id IN.*")
                                .once(),
                        FaultAction.dropConnection());
        AdoptionReport report = apply();
        assertThat(report.message()).isNull();
        assertThat(report.written()).isEqualTo(3);
        assertThat(accounts().get(ids.get(0)).get("Customer_Id__c")).isEqualTo("C0");
    }

    @Test
    void anOrgThatTakesNothingMoreStopsIt() throws Exception {
        create(3);
        match(rows(3));
        org.faults()
                .add(
                        FaultMatch.on(CallKind.COLLECTIONS),
                        new FaultAction.Respond(
                                403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.", List.of()));
        AdoptionReport report = apply();
        assertThat(report.exitCode()).isEqualTo(4);
        assertThat(report.unsent()).isEqualTo(3);
        assertThat(report.message()).contains("REQUEST_LIMIT_EXCEEDED");
    }

    @Test
    void aFieldThatNobodyMayWriteStopsItInsteadOfBlamingEachRecord() throws Exception {
        create(40);
        match(rows(40));
        org.faults()
                .add(
                        FaultMatch.on(CallKind.COLLECTIONS),
                        FaultAction.respond(
                                400, "INVALID_FIELD", "No such column 'Customer_Id__c' on sobject of type Account"));
        AdoptionReport report = apply();
        assertThat(report.exitCode()).isEqualTo(4);
        assertThat(report.message()).contains("every call alike", "The field Customer_Id__c is gone");
        assertThat(report.refused()).isEmpty();
        assertThat(report.unsent()).isEqualTo(40);
        assertThat(org.stats().calls(CallKind.COLLECTIONS)).isEqualTo(3);
    }

    @Test
    void aFileOfASpreadsheetIsTakenAndAnotherOneRefusedBeforeAnythingIsWritten() throws Exception {
        List<String> ids = create(3);
        match(rows(3));
        String good = Files.readString(csv);
        write("\uFEFF" + good.replace(',', ';'));
        change(csv, ids.get(0) + ";C0", ids.get(0) + ";");
        assertMistake("no Customer_Id__c");
        write(good.replace(org.orgId(), "00D000000000001AAA"));
        assertMistake("00D000000000001AAA");
        write(good.replaceFirst("one-to-one", "yes"));
        assertMistake("\"yes\" in line 2");
        write(good.replace("Customer_Id__c", "Other__c"));
        assertMistake("has no column Customer_Id__c");
        write("");
        assertMistake("has no column");
        write("\uFEFF" + good.replace(',', ';'));
        assertThatThrownBy(() -> new Adoption(sync.context()).undo("accounts", csv))
                .hasMessageContaining("--undo");
        assertThat(org.stats().calls(CallKind.COLLECTIONS)).isZero();
        assertThat(apply().written()).isEqualTo(3);
    }

    private void assertMistake(String message) {
        assertThatThrownBy(this::apply)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(csv.toString())
                .hasMessageContaining(message)
                .hasMessageContaining("Nothing was written");
    }

    private void write(String content) throws IOException {
        Files.writeString(csv, content);
    }

    private void someoneSets(String id, String externalId) {
        byte[] payload = ("{\"Id\":\"" + id + "\",\"Customer_Id__c\":\"" + externalId + "\"}").getBytes(UTF_8);
        sync.context()
                .createProducerTemplate()
                .requestBody(
                        "salesforce:compositeUpdateSObjectCollections",
                        List.of(new CollectionRecord("Account", Payload.of(payload))));
    }

    @Test
    void anExternalIdThatASpreadsheetWouldRunIsLinkedWithoutTheApostropheOfTheFile() throws Exception {
        List<String> ids = create(1);
        sync.rows(List.of(row("id", "=1+2", "name", "Company 0", "city", "Bern", "site", null)));
        new Adoption(sync.context()).match("accounts", null, new ProposalFiles(csv, true, Optional.empty()));
        assertThat(Files.readString(csv)).contains(",'=1+2,").contains(",written with --spreadsheet\r\n");

        assertThat(apply().written()).isEqualTo(1);
        assertThat(accounts().get(ids.get(0)).get("Customer_Id__c")).isEqualTo("=1+2");
        assertThat(Files.readString(undo)).contains(",=1+2,");
    }

    @Test
    void anApostropheWhoseColumnSomebodyRemovedIsRefusedAndNothingIsWritten() throws Exception {
        create(1);
        sync.rows(List.of(row("id", "=1+2", "name", "Company 0", "city", "Bern", "site", null)));
        new Adoption(sync.context()).match("accounts", null, new ProposalFiles(csv, true, Optional.empty()));
        change(csv, ",written with --spreadsheet", "");
        change(csv, ",yes\r\n", "\r\n");

        assertThatThrownBy(this::apply)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("has a Customer_Id__c in line 2 with an apostrophe as --spreadsheet writes it")
                .hasMessageEndingWith("Nothing was written.");
        assertThat(accounts().values())
                .allSatisfy(account -> assertThat(account.get("Customer_Id__c")).isNull());
    }

    private static void change(Path file, String from, String to) throws IOException {
        Files.writeString(file, Files.readString(file).replace(from, to));
    }

    private List<String> create(int n) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            ids.add(org.insert("Account", Map.of("Name", "Company " + i, "BillingCity", "Bern", "Phone", "0" + i)));
        }
        return ids;
    }

    private static List<Map<String, Object>> rows(int n) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            rows.add(row("id", "C" + i, "name", "company " + i, "city", "Bern", "site", null));
        }
        return rows;
    }

    private void match(List<Map<String, Object>> rows) throws Exception {
        sync.rows(rows);
        new Adoption(sync.context()).match("accounts", null, ProposalFiles.csv(csv));
    }

    private AdoptionReport apply() throws Exception {
        return new Adoption(sync.context()).apply("accounts", csv);
    }

    private Map<String, Map<String, Object>> accounts() {
        return org.records("Account").stream()
                .collect(Collectors.toMap(record -> (String) record.get("Id"), java.util.LinkedHashMap::new));
    }
}
