package io.accountsync.dataloader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.accountsync.config.ConfigurationException;
import io.accountsync.mapping.SyncFileText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the files of Data Loader, read as the person who has to carry on with it. */
class DataLoaderImportTest {
    private static final String DATABASE =
            """
            <beans>
            <bean id="db" class="org.apache.commons.dbcp2.BasicDataSource">
                <property name="url" value="jdbc:postgresql://db.example/erp?password=hidden&amp;ssl=true"/>
                <property name="maxActive" value="4"/>
            </bean>
            <bean id="rowsQuery" class="com.salesforce.dataloader.dao.database.DatabaseConfig">
                <property name="sqlConfig"><bean class="com.salesforce.dataloader.dao.database.SqlConfig">
                    <property name="sqlString"><value>QUERY</value></property>
                    <property name="sqlParams"><map><entry key="process.lastRunDate" value="java.sql.TYPE"/></map></property>
                </bean></property>
                <property name="dataSource"><ref bean="db"/></property>
            </bean>
            </beans>
            """;

    @TempDir
    private Path directory;

    private LoaderFiles files;

    @BeforeEach
    void write() {
        files = new LoaderFiles(directory).process().write("rows.sdl", "ID=Customer_Id__c\nNAME=Name\n");
    }

    @Test
    void aLineOfTheMappingBecomesAFieldWhateverItsForm() {
        files.write(
                "rows.sdl",
                """
                #Mapping values
                ID = Customer_Id__c
                Account\\ Name=Name
                STREET,CITY=BillingStreet
                STATE=BillingState, ShippingState
                "Customer\\ -\\ Direct"=Type
                "100%"=Description,Site
                PARENT=Parent\\:Account-Customer_Id__c
                GROUP=Group__r:Key__c
                OWNER=Owner\\:User-Username
                CONTACT=Who:Contact-Email
                LONG=Long\\
                   Name__c
                SYSTEMMODSTAMP=
                =ISDELETED
                """);

        assertThat(sync())
                .contains(
                        """
                                fields:
                                  Customer_Id__c: "${body[ID]}"
                                  Name: "${body[Account Name]}"
                                  BillingStreet: "${body[STREET]}, ${body[CITY]}"
                                  BillingState: "${body[STATE]}"
                                  ShippingState: "${body[STATE]}"
                                  Type: "Customer - Direct"
                                  Description: "100%"
                                  Site: "100%"
                                  Parent:
                                    lookup: Account.Customer_Id__c
                                    value: "${body[PARENT]}"
                                  Group__r:
                                    lookup: Key__c
                                    value: "${body[GROUP]}"
                                  OwnerId:
                                    value: "${body[OWNER]}"
                                    reference: { object: User, by: Username }
                                  Who:
                                    lookup: Contact.Email
                                    value: "${body[CONTACT]}"
                                  LongName__c: "${body[LONG]}"
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "A B=Name|rows.sdl, line 2: A: not carried over: Data Loader takes the blank in the name for its end",
                "\"Legacy CRM\"=Site|rows.sdl, line 2: \"Legacy: not carried over: Data Loader takes the blank",
                "SFID=Id|rows.sdl, line 2: Id: not carried over: records are found by Customer_Id__c",
                "A[1]=Name|rows.sdl, line 2: A[1]: not carried over, since a column's name cannot have brackets",
                "A=Owner.Name|rows.sdl, line 2: Owner.Name: not carried over, since it is not the name of a field",
                "A=What:Key__c|rows.sdl, line 2: What:Key__c: not carried over, since records of several objects can be meant",
                "\"${x}\"=Name|rows.sdl, line 2: \"${x}\": not carried over, since a constant in a sync file cannot",
                "\"\"=Site|rows.sdl, line 2: \"\": not carried over: an empty constant sends nothing without sfdc.insertNulls",
            })
    void aLineThatCannotBeAFieldIsNamedWithTheReason(String line, String reason) {
        files.write("rows.sdl", "ID=Customer_Id__c\n" + line + "\n");

        assertThat(leftovers()).anySatisfy(text -> assertThat(text).startsWith(reason));
        assertThat(sync()).contains("fields:\n          Customer_Id__c: \"${body[ID]}\"\n\n");
    }

    @Test
    void ofTwoLinesThatMapTheSameTheOneIsTakenThatDataLoaderTakesAndTheOtherIsNamed() {
        files.write("rows.sdl", "ID=Customer_Id__c\nA=Name\na=Site\n\"x\"=Description\nB=Description\n");

        assertThat(sync())
                .contains("Site: \"${body[a]}\"", "Description: \"x\"")
                .doesNotContain("Name:");
        assertThat(leftovers())
                .anySatisfy(text ->
                        assertThat(text).startsWith("rows.sdl, line 2: A: ").contains("line 3 maps the same"))
                .anySatisfy(text -> assertThat(text)
                        .startsWith("rows.sdl, line 5: Description: ")
                        .contains("line 4 gives it another one"));
    }

    @Test
    void settingsBecomeKeysAndOptionsThatMeanTheSame() {
        files.process(
                "sfdc.endpoint=https://test.salesforce.com/services/Soap/u/30.0",
                "sfdc.insertNulls=true",
                "sfdc.truncateFields=true",
                "sfdc.loadBatchSize=50",
                "sfdc.useBulkApi=false",
                "sfdc.timezone=PST",
                "sfdc.proxyHost=proxy.example",
                "sfdc.proxyPort=3128",
                "pilot.sfdc.duplicateRule.allowSave=true",
                "dataAccess.readCharset=windows-1252",
                "loader.csvComma=false",
                "loader.csvTab=false",
                "loader.csvOther=true",
                "loader.csvOtherValue=;");

        assertThat(keys().lines())
                .contains(
                        "salesforce.login-url=https://test.salesforce.com",
                        "salesforce.expect=sandbox",
                        "salesforce.duplicate-rules=allow-alerts",
                        "camel.component.salesforce.http-proxy-host=proxy.example",
                        "camel.component.salesforce.http-proxy-port=3128",
                        "sync.rows.batch-size=50",
                        "sync.rows.path=collections",
                        "sync.rows.time-zone=America/Los_Angeles");
        assertThat(sync())
                .contains(
                        "          Name:\n            value: \"${body[NAME]}\"\n            whenEmpty: clear\n"
                                + "            tooLong: truncate\n",
                        "- name: charset\n        value: \"windows-1252\"",
                        "- name: delimiter\n        value: \";\"")
                .contains("Customer_Id__c: \"${body[ID]}\"");
    }

    @Test
    void withTheBulkApiEmptyValuesAndBatchesAreAsItHasThem() {
        files.process("sfdc.useBulkV2Api=true", "sfdc.insertNulls=true", "sfdc.loadBatchSize=5000");

        assertThat(keys()).contains("sync.rows.path=bulk").doesNotContain("batch-size");
        assertThat(sync()).contains("- name: nullText\n        value: \"#N/A\"").doesNotContain("whenEmpty");
        assertThat(leftovers())
                .anySatisfy(text -> assertThat(text).contains("sfdc.insertNulls: has no effect with the Bulk API"))
                .anySatisfy(text -> assertThat(text).contains("sfdc.loadBatchSize: not needed with Bulk API 2.0"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://login.salesforce.com,,,production",
        "https://www.salesforce.com/services/Soap/u/20.0,,,production",
        "https://acme.my.salesforce.com,,https://acme.my.salesforce.com,",
        "https://acme--uat.sandbox.my.salesforce.com,,https://acme--uat.sandbox.my.salesforce.com,sandbox",
        "https://login.salesforce.com,Sandbox,https://test.salesforce.com,sandbox",
        ",Sandbox,https://test.salesforce.com,sandbox",
        ",,,production",
    })
    void theLoginIsAtTheOrgThatDataLoaderTakes(String endpoint, String environment, String url, String expect) {
        files.process(
                "sfdc.endpoint=" + (endpoint == null ? "" : endpoint),
                "sfdc.oauth.environment=" + (environment == null ? "" : environment));

        assertThat(keys().lines().filter(line -> line.startsWith("salesforce.login-url=")))
                .containsExactlyElementsOf(url == null ? List.of() : List.of("salesforce.login-url=" + url));
        assertThat(keys().lines().filter(line -> line.startsWith("salesforce.expect=")))
                .containsExactlyElementsOf(expect == null ? List.of() : List.of("salesforce.expect=" + expect));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "process.operation=insert|it inserts, which makes duplicates when it is repeated",
                "process.operation=|the file does not say its operation, and Data Loader inserts then",
                "process.operation=delete|it deletes, which account-sync never does",
                "process.operation=hard_delete|it deletes",
                "process.operation=extract_all|it extracts",
                "process.operation=undo|Data Loader has no operation of that name",
                "sfdc.externalIdField=Id|it finds records by Salesforce's ids",
                "sfdc.externalIdField=Other__c|its mapping rows.sdl gives no column to the External ID field Other__c",
                "dataAccess.type=csvWrite|its dataAccess.type is neither csvRead nor databaseRead",
            })
    void aProcessThatHasNoEquivalentIsNamedWithWhatToDo(String entry, String reason) {
        files.process(entry);

        Imported imported = read();
        assertThat(imported.syncs()).isEmpty();
        assertThat(imported.files()).isEmpty();
        assertThat(imported.leftovers()).anySatisfy(text -> assertThat(text)
                .startsWith("process-conf.xml, line 2: rows: the process is not carried over: " + reason));
    }

    @Test
    void anUpdateByAnExternalIdCreatesNothingAndSaysWhatDiffers() {
        files.process("process.operation=update");
        assertThat(sync()).contains("externalId: Customer_Id__c\n        operation: update\n");
        assertThat(leftovers()).anySatisfy(text -> assertThat(text)
                .contains("process.operation: carried over as operation: update", "not in Salesforce"));

        files.process("process.operation=update", "sfdc.externalIdField=");
        assertThat(read().leftovers()).anySatisfy(text -> assertThat(text)
                .contains("it updates records by Salesforce's ids, which has no equivalent"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sfdc.password|not copied",
                "sfdc.proxyPassword|not copied",
                "sfdc.oauth.Production.clientsecret|not copied",
                "sfdc.username|not copied. account-sync logs in with an app of your own",
                "process.encryptionKeyFile|not needed, since no file has an encrypted password",
                "sfdc.assignmentRule|has no equivalent: one rule cannot be chosen",
                "process.useEuropeanDates|has no equivalent: dates are ISO 8601",
                "process.initialLastRunDate|not carried over: the first run reads every row",
                "process.loadRowToStartAt|not carried over: a run that was interrupted goes on",
                "process.outputError|not needed: there are no files of success and error",
                "sfdc.bulkApiSerialMode|not needed, since the process does not use the Bulk API",
                "sfdc.timeoutSecs|not needed: calls are repeated",
                "process.keepAccountTeam|has no equivalent",
            })
    void aSettingThatIsNotCarriedOverIsListedOnceWithItsPlaceAndReason(String key, String reason) {
        files.process(key + "=5up3r5ecret");

        assertThat(leftovers())
                .filteredOn(text -> text.startsWith("process-conf.xml, line 10: " + key + ": " + reason))
                .hasSize(1);
        assertThat(leftovers() + sync() + keys()).doesNotContain("5up3r5ecret");
    }

    @Test
    void settingsOfConfigPropertiesCountWhereAProcessHasNone() {
        files.write(
                        "config.properties",
                        "sfdc.timezone=Europe/Berlin\nsfdc.loadBatchSize=20\nloader.hideWelcome=true\nodd.one=1\n")
                .process("sfdc.loadBatchSize=30");

        assertThat(keys()).contains("sync.rows.time-zone=Europe/Berlin", "sync.rows.batch-size=30");
        assertThat(leftovers())
                .anySatisfy(text ->
                        assertThat(text).startsWith("config.properties, line 3: loader.hideWelcome: not needed"))
                .anySatisfy(
                        text -> assertThat(text).startsWith("config.properties, line 4: odd.one: not carried over"));
    }

    @Test
    void aProcessTakesOverWhatItsParentHas() {
        files.write(
                "process-conf.xml",
                """
                <beans xmlns="http://www.springframework.org/schema/beans">
                <bean id="base" abstract="true" class="com.salesforce.dataloader.process.ProcessRunner">
                  <property name="configOverrideMap"><map>
                    <entry key="sfdc.entity" value="Account"/>
                    <entry key="sfdc.externalIdField"><value>Customer_Id__c</value></entry>
                    <entry key="process.operation" value="insert"/>
                    <entry key="process.mappingFile" value="C:\\loader\\rows.sdl"/>
                    <entry key="dataAccess.type" value="csvRead"/>
                  </map></property>
                </bean>
                <bean id="my rows" parent="base">
                  <property name="configOverrideMap"><map merge="true">
                    <entry key="process.operation" value="upsert"/>
                    <entry key="dataAccess.name" value="c:\\in\\rows.csv"/>
                  </map></property>
                </bean>
                </beans>
                """);

        Imported imported = read();
        assertThat(imported.syncs()).containsExactly("my-rows: 2 fields of Account by Customer_Id__c, from a CSV file");
        assertThat(imported.files().get("routes/my-rows.camel.yaml")).contains("value: \"c:\\\\in\\\\rows.csv\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select id, name, changed from t where changed > @process.lastRunDate@|changed >= :#${variable.since}|changed",
                "select t.* from t where t.changed>=@process.lastRunDate@|t.changed >= :#${variable.since}|changed",
                "select id, x.changed as at from x where x.changed > @process.lastRunDate@|x.changed >= :#|at",
                "select id, changed from t where @process.lastRunDate@ < changed|changed >= :#${variable.since}|changed",
            })
    void whatIsNewerThanTheLastRunIsNotBeforeTheCursor(String query, String condition, String cursor) {
        database(query, "Timestamp");

        assertThat(sync())
                .contains(condition, "cursor: \"" + cursor + "\"", "cursorType: timestamp")
                .doesNotContain("@");
        assertThat(keys())
                .contains("source.url=jdbc:postgresql://db.example/erp?ssl=true")
                .doesNotContain("hidden");
        assertThat(leftovers())
                .anySatisfy(text ->
                        assertThat(text).contains("database-conf.xml, line 2: url: copied without the password"))
                .anySatisfy(text -> assertThat(text).contains("database-conf.xml, line 4: maxActive: not needed"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:oracle:thin:scott/tiger@db:1521:x|jdbc:oracle:thin:@db:1521:x",
                "jdbc:oracle:thin:@db:1521:x|jdbc:oracle:thin:@db:1521:x",
                "jdbc:sqlserver://db;databaseName=x;user=a;password=tiger;encrypt=true|jdbc:sqlserver://db;databaseName=x;user=a;encrypt=true",
                "jdbc:mysql://a:tiger@db/x?useSSL=true|jdbc:mysql://db/x?useSSL=true",
                "jdbc:mysql://db/x?user=a&password=tiger|jdbc:mysql://db/x?user=a",
                "jdbc:postgresql://db/x?sslpassword=tiger|jdbc:postgresql://db/x",
            })
    void aPasswordInTheAddressOfADatabaseIsNotCopied(String url, String copied) {
        assertThat(UrlPasswords.hidden(url)).isEqualTo(copied);
    }

    @Test
    void aQueryWithoutTheLastRunReadsEveryRowAndADateIsADate() {
        database("select id, name\n  from t -- all of them\n where kind &lt;&gt; 'x'", "Date");
        assertThat(sync())
                .contains("query: |\n                select id, name\n")
                .contains("from t -- all of them\n", "where kind <> 'x'\n")
                .doesNotContain("cursor");

        database("select id, day from t where day > @process.lastRunDate@", "Date");
        assertThat(sync()).contains("cursorType: date");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "select id from t where changed > @process.lastRunDate@|its query compares changed with",
                "select id, a, b from t where a > @process.lastRunDate@ or b > @process.lastRunDate@|its query compares a and b",
                "select id, a from t where trunc(a) > @process.lastRunDate@|its query uses @process.lastRunDate@ otherwise",
                "select id, a, b from t where a + b > @process.lastRunDate@|its query uses @process.lastRunDate@ otherwise",
                "select id, a from t where a > @process.lastRunDate@ - 1|its query uses @process.lastRunDate@ otherwise",
                "select id from t where region = @region@|its query has the parameter @region@",
            })
    void aQueryThatCannotBeASyncsIsNamedWithTheRemedy(String query, String reason) {
        database(query, "Timestamp");

        assertThat(read().leftovers())
                .anySatisfy(text -> assertThat(text).contains("rows: the process is not carried over: " + reason));
    }

    @Test
    void aProcessOfAnotherOrgIsLeftOutAndCanBeImportedByItself() {
        files.write(
                "process-conf.xml",
                "<beans>\n" + LoaderFiles.bean("one", "sfdc.endpoint=https://login.salesforce.com")
                        + LoaderFiles.bean("two", "sfdc.endpoint=https://test.salesforce.com") + "</beans>\n");

        assertThat(read().syncs()).hasSize(1);
        assertThat(leftovers()).anySatisfy(text -> assertThat(text)
                .contains("two: the process is not carried over: it logs in at another address", "--process NAME"));
        assertThat(DataLoaderImport.read(directory, List.of("two")).files().get(Imported.KEYS))
                .contains("salesforce.expect=sandbox");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sfdc.entity=|process-conf.xml, line 2: the process rows has no sfdc.entity; give it the API name",
                "sfdc.externalIdField=|the process rows has no sfdc.externalIdField",
                "process.mappingFile=|the process rows has no process.mappingFile",
                "dataAccess.name=|the process rows has no dataAccess.name",
                "sfdc.entity=My Object|process-conf.xml, line 4: sfdc.entity is not an API name",
                "process.mappingFile=c:\\x\\other.sdl|names the file c:\\x\\other.sdl, which is neither there nor in",
                "sfdc.batchSize=200|sfdc.batchSize is not a setting of Data Loader, which passes over it; did you mean sfdc.loadBatchSize?",
                "sfdc.loadBatchSize=many|process-conf.xml, line 10: sfdc.loadBatchSize is not a number of records",
                "sfdc.timezone=Mars|sfdc.timezone is not a time zone",
                "dataAccess.readCharset=utf-9|dataAccess.readCharset is not an encoding that Java knows",
                "dataAccess.type=databaseRead|dataAccess.name names the query rows.csv, and",
            })
    void aMistakeOfTheUserIsASentenceWithFileLineAndRemedy(String entry, String sentence) {
        files.process(entry);

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(this::read)
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1))
                .withMessageStartingWith("process-conf.xml, line ")
                .withMessageContaining(sentence);
    }

    @Test
    void allMistakesAreReportedAtOnce() {
        files.process("sfdc.entity=", "sfdc.badSetting=1", "process.mappingFile=none.sdl");

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(this::read)
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(3));
    }

    @Test
    void aDatabaseAndAQueryTakeOverWhatTheirParentsHave() {
        database("select id from t", "java.lang.Integer");
        files.write(
                "database-conf.xml",
                DATABASE.replace("QUERY", "select id from t")
                        .replaceFirst(
                                "<bean id=\"(\\w+)\"(?=[^>]*BasicDataSource)", "<bean id=\"$1\" parent=\"common\"")
                        .replaceFirst("(?s)<property name=\"url\".*?/>", "")
                        .replace(
                                "</beans>",
                                "<bean id=\"common\" abstract=\"true\"><property name=\"url\" value=\"jdbc:mysql://db/crm\"/>"
                                        + "</bean></beans>"));

        assertThat(keys()).contains("jdbc:mysql://db/crm");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<import resource=\"more.xml\"/>|takes over the beans of more.xml, which is not read. Copy them into this file",
                "<alias name=\"rows\" alias=\"customers\"/>|has the element alias, which is not read. Write what it means",
                "<beans profile=\"night\"/>|has the element beans, which is not read.",
                "<bean id=\"x\"><property name=\"path\" value=\"${home}/x\"/></bean>|has the placeholder ${home} in path, whose value is not in this file. Write the value itself."
            })
    void whatSpringWouldGetFromElsewhereIsRefusedWithItsPlaceAndRemedy(String element, String sentence) {
        files.write("process-conf.xml", "<beans>\n" + LoaderFiles.bean("rows") + element + "\n</beans>");

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(this::read)
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1))
                .withMessageContaining("process-conf.xml, line 12: " + sentence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<beans><bean></beans>",
                "<!DOCTYPE beans [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><beans><bean id=\"&x;\"/></beans>",
                "<!DOCTYPE b [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]><beans><bean><description>&b;</description></bean></beans>",
                "",
                "no xml",
            })
    void whatIsNotXmlOrUsesEntitiesIsRefusedWithItsLine(String text) {
        files.write("process-conf.xml", text);

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(this::read)
                .withMessageContaining("process-conf.xml, line 1: ")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("root:", "aaaa"));
    }

    @Test
    void filesInAnEncodingThatTheyDoNotHaveAreRefusedOrReadAsJavaDoes() throws IOException {
        Files.write(
                directory.resolve("rows.sdl"), "ID=Customer_Id__c\nGröße=Name\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(sync()).contains("Name: \"${body[Größe]}\"");
        Files.writeString(directory.resolve("rows.sdl"), "\uFEFFID=Customer_Id__c\nGröße=Name\n");
        assertThat(sync()).contains("Customer_Id__c: \"${body[ID]}\"", "Name: \"${body[Größe]}\"");

        Files.write(directory.resolve("rows.sdl"), "ID=Customer_Id__c\n".getBytes(StandardCharsets.UTF_16LE));
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(this::read)
                .withMessageContaining("rows.sdl, line 1: is not text in UTF-8");

        Files.write(
                directory.resolve("process-conf.xml"),
                "<beans>\n<bean id='Größe'/></beans>".getBytes(StandardCharsets.ISO_8859_1));
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(this::read)
                .withMessageContaining(
                        "process-conf.xml, line 2: is not text in UTF-8, the encoding that its first line says");
    }

    @Test
    void aDirectoryWithoutTheFileSaysWhereItIs() throws IOException {
        Path conf = Files.createDirectory(directory.resolve("conf"));
        Files.move(directory.resolve("process-conf.xml"), conf.resolve("process-conf.xml"));

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(this::read)
                .withMessageContaining("has no process-conf.xml. Name the one that has: " + conf);
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> DataLoaderImport.read(conf, List.of("other")))
                .withMessage("There is no process other in process-conf.xml; there are: rows.");
    }

    private void database(String query, String type) {
        files.process("dataAccess.type=databaseRead", "dataAccess.name=rowsQuery")
                .write(
                        "database-conf.xml",
                        DATABASE.replace("QUERY", query.replace("< ", "&lt; ")).replace("TYPE", type));
    }

    private Imported read() {
        return DataLoaderImport.read(directory, List.of());
    }

    /** The sync file, which the parser of sync files must take. */
    private String sync() {
        Imported imported = read();
        assertThat(imported.files()).as(imported.leftovers().toString()).containsKey("routes/rows.camel.yaml");
        String text = imported.files().get("routes/rows.camel.yaml");
        try {
            Path file = Files.writeString(directory.resolve("written.camel.yaml"), text);
            assertThat(SyncFileText.read(file).names())
                    .extracting(SyncFileText.Name::text)
                    .contains("the sync rows");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text;
    }

    private String keys() {
        return read().files().get(Imported.KEYS);
    }

    private List<String> leftovers() {
        return read().leftovers();
    }
}
