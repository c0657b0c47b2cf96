package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.localorg.schema.FieldSpec;
import io.accountsync.run.SampleFile;
import io.accountsync.source.SampleSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code check} says of references, read as the person who has to fix them. */
class CheckReferencesTest {
    @TempDir
    private Path directory;

    private final LocalOrg org = LocalOrg.start(LocalOrgOptions.builder()
            .recordType("Account", "CustomerAccount", "Customer")
            .withField("User", FieldSpec.textArea("Notes__c", 5000))
            .withField("User", FieldSpec.number("Number__c", 8, 0).externalId().unique())
            .build());

    private final InProcess command = new InProcess();

    @BeforeEach
    void prepare() {
        SampleSource source = SampleSource.create(directory.resolve("source.db"));
        command.at(org)
                .with("source.url", source.url())
                .with("state.directory", directory.resolve("data").toString());
    }

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void itIsShownWhatReferencesGoBy() throws IOException {
        String id = org.find("User", "Username", "admin@localorg.example")
                .orElseThrow()
                .get("Id")
                .toString();
        write(
                "OwnerId",
                "object: User, by: Username, where: \"IsActive = true\", default: " + id.substring(0, 15),
                "RecordTypeId",
                "object: RecordType, by: DeveloperName, where: \"SobjectType = 'Account'\", default: customeraccount");

        Jar.Ended check = check();

        assertThat(check.out())
                .contains("Reference  accounts, OwnerId: User by Username, where IsActive = true; else " + id + "\n")
                .contains(
                        "Reference  accounts, RecordTypeId: RecordType by DeveloperName, where SobjectType = 'Account'; "
                                + "else customeraccount\n")
                .endsWith("0 errors, 1 warning: ready to run.\n");
        assertThat(check.exitCode()).isZero();
        assertThat(new ObjectMapper().readTree(check("--json").out()).path("references"))
                .hasSize(2);
    }

    @Test
    void aReferenceThatFitsCostsOneCall() throws IOException {
        write("OwnerId", "object: User, by: Username, default: admin@localorg.example");

        check();

        assertThat(org.stats().requestUrls())
                .filteredOn(url -> url.matches(".*FROM(\\+|%20)User.*"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "OwnerId|by: Email|has a reference without object; name the object that the field points to, such as User.",
                "OwnerId|object: User|has a reference without by; name the field that identifies the record, such as Email.",
                "OwnerId|object: User, by: Email, unresolved: ignore|has a reference whose unresolved must be later, reject "
                        + "or default.",
                "OwnerId|object: User, by: Email, unresolved: default|has a reference with unresolved: default, but no "
                        + "default; add the value or the id that counts then.",
                "Name|object: User, by: Email|is not a reference field, so that it cannot take the id of a record; remove "
                        + "reference.",
                "Owner|object: User, by: Email|is a relationship; with reference, name its field: OwnerId.",
                "OwnerId|object: Contact, by: Email|points to User and not to Contact, which its reference names; name one "
                        + "of those as object.",
                "OwnerId|object: User, by: Emial|has a reference by Emial, which is not a field of User in this org, or the "
                        + "user may not see it; did you mean Email?",
                "OwnerId|object: User, by: Id|has a reference by Id: a value that is an id already goes without reference; "
                        + "remove it.",
                "OwnerId|object: User, by: IsActive|has a reference by IsActive, which is of type boolean; name a field of "
                        + "text or numbers.",
                "OwnerId|object: User, by: Notes__c|has a reference by Notes__c, which Salesforce cannot look for; name a "
                        + "field that a query may filter by.",
                "OwnerId|object: User, by: Username, default: nobody@acme.example|has a reference whose default "
                        + "\"nobody@acme.example\" identifies no User by Username; write a value that one record has, or that "
                        + "record's id.",
                "OwnerId|object: User, by: Username, default: 005000000000000|has a reference whose default "
                        + "005000000000000AAA is the id of no User; write one that is there, or a value that one record "
                        + "has.",
                "OwnerId|object: User, by: Username, where: IsActiv = true|has a reference to User by Username, where "
                        + "IsActiv = true, which Salesforce cannot look for: No such column 'IsActiv' on entity 'User'. If "
                        + "you are attempting to use a custom field, be sure to append the '__c' after the custom field "
                        + "name. Please reference your WSDL or the describe call for the appropriate names.; fix where "
                        + "or by.",
                "OwnerId|object: User, by: Username, where: IsActive = = true|has a reference to User by Username, where "
                        + "IsActive = = true, which Salesforce cannot look for: unexpected token: '='; fix where or by.",
            })
    void mistakesAreNamedWithFieldAndRemedy(String field, String reference, String mistake) throws IOException {
        write(field, reference);

        Jar.Ended check = check();

        assertThat(findings(check)).contains("error   accounts.camel.yaml: " + field + " " + mistake);
        assertThat(check.exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "object: User, by: LastName|has a reference by LastName, which is not unique in this org: a value that "
                        + "several records have identifies none of them; narrow it with where.",
                "object: User, by: Username, default: admin@localorg.example, unresolved: later|has a reference with a "
                        + "default that is never used, since unresolved is later; remove one of them.",
            })
    void whatMayNotBeMeantIsAWarning(String reference, String doubt) throws IOException {
        write("OwnerId", reference);

        Jar.Ended check = check();

        assertThat(findings(check)).contains("warning accounts.camel.yaml: OwnerId " + doubt);
        assertThat(check.exitCode()).isZero();
    }

    @Test
    void aConstantThatStandsForNothingIsAWarning() throws IOException {
        writeRule(
                "RecordTypeId",
                "value: Custmer, reference: { object: RecordType, by: DeveloperName, where: \"SobjectType = "
                        + "'Account'\" }");

        assertThat(findings(check()))
                .contains(
                        "warning accounts.camel.yaml: RecordTypeId has \"Custmer\" in its mapping, and no RecordType has "
                                + "this DeveloperName, where SobjectType = 'Account'; what is not found waits.");
    }

    @Test
    void aNumberIsLookedForAsANumber() throws IOException {
        org.insert("User", Map.of("Username", "n@x.example", "LastName", "N", "Number__c", 7, "IsActive", true));
        write("OwnerId", "object: User, by: Number__c, default: \"7.0\"");

        assertThat(findings(check())).noneMatch(line -> line.contains("OwnerId has"));
    }

    @Test
    void lookupAndReferenceExcludeEachOther() throws IOException {
        writeRule(
                "Parent",
                "value: \"${body[parent_id]}\", lookup: Customer_Id__c, reference: { object: Account, by: "
                        + "AccountNumber }");

        assertThat(findings(check()))
                .contains(
                        "error   accounts.camel.yaml: Parent has both lookup and reference; keep lookup where the other "
                                + "record has an External ID, else reference.");
    }

    @Test
    void aMisspelledOptionIsNamedWithTheNearest() throws IOException {
        write("OwnerId", "object: User, bye: Email");

        Jar.Ended check = check();

        assertThat(check.out())
                .contains("unknown property bye; did you mean by? There are: by, default, "
                        + "object, unresolved, where.");
        assertThat(check.exitCode()).isEqualTo(2);
    }

    @Test
    void aReferenceThatIsNoTableIsNamed() throws IOException {
        writeRule("OwnerId", "value: \"${body[website]}\", reference: User");

        Jar.Ended check = check();

        assertThat(check.out())
                .contains(": OwnerId reference must be a table of its own, such as reference: { "
                        + "object: User, by: Email }.");
        assertThat(check.exitCode()).isEqualTo(2);
    }

    private void write(String... fieldsAndReferences) throws IOException {
        String[] rules = new String[fieldsAndReferences.length];
        for (int i = 0; i < rules.length; i += 2) {
            rules[i] = fieldsAndReferences[i];
            rules[i + 1] = "value: \"${body[website]}\", reference: { " + fieldsAndReferences[i + 1] + " }";
        }
        writeRule(rules);
    }

    private void writeRule(String... fieldsAndRules) throws IOException {
        StringBuilder added = new StringBuilder();
        String file = SampleFile.read().text();
        for (int i = 0; i < fieldsAndRules.length; i += 2) {
            String field = fieldsAndRules[i];
            file = file.lines()
                    .filter(line -> !line.strip().startsWith(field + ":"))
                    .collect(Collectors.joining("\n", "", "\n"));
            if (field.equals("Parent")) {
                file = file.replaceFirst("(?s) *lookup: Customer_Id__c\n.*?(?= *Website:)", "");
            }
            added.append("          %s: { %s }\n".formatted(field, fieldsAndRules[i + 1]));
        }
        new SampleFile(file)
                .with("          Website:", added + "          Website:")
                .writeTo(directory);
    }

    private Jar.Ended check(String... more) {
        String[] arguments = new String[more.length + 3];
        arguments[0] = "check";
        arguments[1] = "--routes";
        arguments[2] = directory.resolve("routes").toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return command.run(arguments);
    }

    private List<String> findings(Jar.Ended check) {
        return check.out()
                .lines()
                .filter(line -> line.startsWith("error ") || line.startsWith("warning "))
                .map(line -> line.replaceFirst("camel\\.yaml, line \\d+: ", "camel.yaml: "))
                .map(line -> line.replace(directory.resolve("routes") + "/", ""))
                .toList();
    }
}
