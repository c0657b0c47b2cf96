package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.dataloader.LoaderFiles;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.schema.FieldSpec;
import io.accountsync.localorg.stats.CallKind;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What Data Loader did, done by account-sync: its samples are imported, checked and run against a local org. */
class ImportDataloaderTest {
    @TempDir
    private Path directory;

    private final LocalOrg org = LocalOrg.start(LocalOrgOptions.builder()
            .withField(
                    "Account", FieldSpec.text("Oracle_Id__c", 30).externalId().unique())
            .withField("Account", FieldSpec.text("Integration_Status__c", 30))
            .build());

    private final InProcess command = new InProcess();

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void theSamplesOfDataLoaderPassTheCheckAndUpsertTheirRows() throws IOException {
        Path csv = directory.resolve("loader/accountData.csv");
        String url = "jdbc:sqlite:" + directory.resolve("erp.db");
        createSource(url);
        new LoaderFiles(directory.resolve("loader"))
                .samples(
                        "c:\\loader\\data\\accountData.csv",
                        csv.toString(),
                        "jdbc:oracle:thin:@erp.example.com:1521:erp",
                        url,
                        "erp.accounts",
                        "main.accounts");

        Jar.Ended imported = importSamples();
        assertThat(imported.exitCode()).as(imported.err()).isZero();
        useImported();
        assertThat(command.run("check", "--routes", routes()))
                .satisfies(check -> assertThat(check.out()).doesNotContain("error"))
                .satisfies(check -> assertThat(check.exitCode()).isZero());

        assertThat(command.run("run", "accountMasterProcess", "--routes", routes())
                        .exitCode())
                .isZero();
        assertThat(org.find("Account", "Oracle_Id__c", "E-1").orElseThrow())
                .containsEntry("Name", "Acme")
                .containsEntry("Integration_Status__c", "valid");

        Jar.Ended run = command.run("run", "accountUpsertProcess", "--routes", routes());
        assertThat(run.exitCode()).as(run.out()).isZero();
        Map<String, Object> parent = org.find("Account", "Oracle_Id__c", "4-1").orElseThrow();
        assertThat(parent)
                .containsEntry("Name", "Falling Apples Ltd")
                .containsEntry("BillingStreet", "7 Orchard Lane, 2nd floor")
                .containsEntry("ShippingState", "CO")
                .containsEntry("Type", "Customer - Direct");
        assertThat(org.find("User", "Id", parent.get("OwnerId")).orElseThrow())
                .containsEntry("Username", "admin@localorg.example");
        assertThat(org.find("Account", "Oracle_Id__c", "4-2").orElseThrow())
                .containsEntry("ParentId", parent.get("Id"));
    }

    @Test
    void aProcessOfTheBulkApiGoesByBulkJobsAndTakesItsWordForNullAsEmpty() throws IOException {
        Path csv =
                Files.writeString(directory.resolve("rows.csv"), "ID;NAME;CITY\n1;Acme;#N/A\n2;Gravity;Fort Collins\n");
        new LoaderFiles(directory.resolve("loader"))
                .samples(
                        "sfdc.timeoutSecs\" value=\"600\"/>",
                        "sfdc.useBulkApi\" value=\"true\"/>"
                                + "<entry key=\"loader.csvOther\" value=\"true\"/>"
                                + "<entry key=\"loader.csvOtherValue\" value=\";\"/>",
                        "c:\\loader\\data\\accountData.csv",
                        csv.toString())
                .write("accountUpsertMap.sdl", "ID=Oracle_Id__c\nNAME=Name\nCITY=BillingCity\n");

        assertThat(importSamples("--process", "accountUpsertProcess").exitCode())
                .isZero();
        useImported();
        command.with("sync.bulk.poll-interval", "5");

        Jar.Ended run = command.run("run", "accountUpsertProcess", "--routes", routes(), "--json");

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(org.stats().calls(CallKind.BULK)).isPositive();
        assertThat(org.find("Account", "Oracle_Id__c", "1").orElseThrow().get("BillingCity"))
                .isNull();
        assertThat(org.find("Account", "Oracle_Id__c", "2").orElseThrow()).containsEntry("BillingCity", "Fort Collins");
    }

    @Test
    void noFileIsReplacedAndNoneIsWrittenWhereOneWouldBe() throws IOException {
        new LoaderFiles(directory.resolve("loader")).samples();
        importSamples();
        Path keys = directory.resolve("new/application.properties");
        Files.writeString(keys, "mine");
        Files.delete(directory.resolve("new/not-carried-over.txt"));

        Jar.Ended again = importSamples();

        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).contains("There is already ", "application.properties", "--to another directory");
        assertThat(keys).hasContent("mine");
        assertThat(directory.resolve("new/not-carried-over.txt")).doesNotExist();
    }

    @Test
    void noPasswordIsCopiedOrPrinted() throws IOException {
        new LoaderFiles(directory.resolve("loader")).samples();

        Jar.Ended imported = importSamples();

        assertThat(imported.out() + imported.err()).doesNotContain(SECRETS);
        try (Stream<Path> files = Files.walk(directory.resolve("new"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContain(SECRETS);
            }
        }
    }

    private static final String[] SECRETS = {"0123456789abcdef", "fedcba9876543210", "tiger-of-the-erp"};

    @Test
    void whereNothingCanBeCarriedOverTheReasonsAreSaidAndNothingIsWritten() {
        new LoaderFiles(directory.resolve("loader")).samples();

        Jar.Ended imported = importSamples("--process", "csvAccountExtractProcess");

        assertThat(imported.exitCode()).isEqualTo(2);
        assertThat(imported.out()).contains("csvAccountExtractProcess: the process is not carried over: it extracts");
        assertThat(imported.err()).contains("nothing was written");
        assertThat(directory.resolve("new")).doesNotExist();
    }

    @Test
    void aMistakeInTheFilesIsASentenceWithoutAStackTrace() {
        Jar.Ended imported =
                command.run("import-dataloader", directory.resolve("nowhere").toString());

        assertThat(imported.exitCode()).isEqualTo(2);
        assertThat(imported.err()).startsWith("There is no directory ").doesNotContain("Exception");
    }

    private Jar.Ended importSamples(String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "import-dataloader",
                directory.resolve("loader").toString(),
                "--to",
                directory.resolve("new").toString()));
        arguments.addAll(List.of(options));
        return command.run(arguments.toArray(String[]::new));
    }

    private String routes() {
        return directory.resolve("new/routes").toString();
    }

    /** As if the working directory were the one with the keys. */
    private void useImported() throws IOException {
        Properties keys = new Properties();
        try (Reader reader = Files.newBufferedReader(directory.resolve("new/application.properties"))) {
            keys.load(reader);
        }
        keys.remove("salesforce.expect");
        command.at(org).with("state.directory", directory.resolve("data").toString());
        keys.stringPropertyNames().forEach(key -> command.with(key, keys.getProperty(key)));
    }

    private static void createSource(String url) {
        JdbcTemplate sql = new JdbcTemplate(new DriverManagerDataSource(url));
        sql.execute("create table accounts (account_name text, business_phone text, account_ext_id text,"
                + " annual_revenue numeric, last_updated timestamp, account_number text)");
        sql.execute("insert into accounts values ('Acme', '030 1', 'E-1', 1200.5, '2026-01-31 09:30:00.000', 'A1')");
    }
}
