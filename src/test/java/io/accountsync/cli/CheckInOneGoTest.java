package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mistakes of several kinds and stages, in one file and in several: all of them come out of one check. */
class CheckInOneGoTest {
    private static final String BEAN =
            """
            - beans:
                - name: NAME
                  type: io.accountsync.mapping.SyncDefinition
                  properties:
                    object: Account
                    externalId: Customer_Id__c
                    fields:
                      Customer_Id__c: "${body[id]}"
            """;

    private static final String NAME = "          Name: \"${body[name]}\"\n";

    private static LocalOrg org;

    @TempDir
    private Path directory;

    private InProcess command;

    @BeforeAll
    static void startOrg() {
        org = LocalOrg.start();
    }

    @AfterAll
    static void stopOrg() {
        org.close();
    }

    @BeforeEach
    void prepare() throws IOException {
        Files.createDirectories(directory.resolve("routes"));
        Files.writeString(directory.resolve("rows.csv"), "id;name\n1;One\n2;Two\n");
        command = new InProcess()
                .at(org)
                .with("source.url", "jdbc:sqlite:" + directory.resolve("source.db"))
                .with("state.directory", directory.resolve("data").toString());
    }

    @Test
    void anUnknownOptionHidesNeitherValuesNorColumnsNorFieldsOfTheOrg() throws IOException {
        write(
                "a",
                BEAN,
                """
                          Name: { value: "${body[nmae]}", wenEmpty: clear }
                          Phone: { value: "${body[name]}", whenEmpty: maybe }
                          Fone: { value: "${body[fone]}", tooLong: chop }
                          Site: ""
                          Wesbite: { valeu: "${body[name]}" }
                """,
                source(";"));

        assertThat(findings())
                .containsExactly(
                        "error   a.camel.yaml, line 9: Name has an unknown property wenEmpty; did you mean whenEmpty?",
                        "error   a.camel.yaml, line 9: Name reads the column nmae, which the rows lack; did you mean name?",
                        "error   a.camel.yaml, line 10: Phone whenEmpty must be keep or clear.",
                        "error   a.camel.yaml, line 11: Fone tooLong must be reject or truncate.",
                        "error   a.camel.yaml, line 11: Fone is not a field of Account in this org, or the user may not see"
                                + " it; did you mean Phone?",
                        "error   a.camel.yaml, line 11: Fone reads the column fone, which the rows lack; did you mean name?",
                        "error   a.camel.yaml, line 12: Site has no value; write an expression such as \"${body[column]}\","
                                + " or a constant.",
                        "error   a.camel.yaml, line 13: Wesbite has an unknown property valeu; did you mean value?",
                        "error   a.camel.yaml, line 13: Wesbite is not a field of Account in this org, or the user may not"
                                + " see it; did you mean Website?");
    }

    @Test
    void aFieldOfAnotherRecordIsNamedWithTheWayToPointToIt() throws IOException {
        write("a", BEAN, "          Name: \"${body[name]}\"\n          Parent.Name: \"${body[name]}\"\n", source(";"));

        assertThat(findings())
                .singleElement()
                .asString()
                .startsWith("error   a.camel.yaml, line 10: Parent.Name names a field of another record")
                .endsWith("as in Parent: { lookup: Customer_Id__c, value: \"${body[column]}\" }, or by reference.");
    }

    @Test
    void aPropertyInTwoSpellingsIsRefusedWithBothLines() throws IOException {
        write(
                "a",
                BEAN.replace("        fields:", "        externalID: Other__c\n        fields:"),
                "          Name: { value: \"${body[name]}\", tooLong: truncate, toolong: reject }\n",
                source(";"));

        assertThat(findings())
                .containsExactly(
                        "error   a.camel.yaml, line 7: externalID is in line 6 already, as externalId; keep one of them.",
                        "error   a.camel.yaml, line 10: Name has toolong, which is in line 10 already, as tooLong; keep one"
                                + " of them.");
        assertThat(command.run("run", "--routes", routes()).exitCode()).isEqualTo(2);
    }

    @Test
    void parametersOfTemplatesAreNamedWithFileLineAndRemedy() throws IOException {
        write(
                "a",
                BEAN,
                NAME + "          Fone: \"${body[name]}\"\n",
                source("||")
                        + """
                              - name: charset
                                value: utf-9
                              - name: lastLineEnd
                                value: maybe
                              - name: nullTxt
                                value: x
                              - name: quote
                                valeu: x
                        - templatedRoute:
                            routeTemplateRef: json-source
                            parameters:
                              - name: sync
                                value: other
                        - templatedRoute:
                            routeTemplateRef: sync-shedule
                            parameters:
                              - name: sync
                                value: a
                        """);

        assertThat(findings())
                .containsExactly(
                        "error   a.camel.yaml, line 10: Fone is not a field of Account in this org, or the user may not see"
                                + " it; did you mean Phone?",
                        "error   a.camel.yaml, line 18: templatedRoute of csv-source has a parameter delimiter that cannot be"
                                + " used: delimiter must be one character, or tab.",
                        "error   a.camel.yaml, line 20: templatedRoute of csv-source has a parameter charset that cannot be"
                                + " used: charset utf-9 is not known; try UTF-8 or windows-1252.",
                        "error   a.camel.yaml, line 22: templatedRoute of csv-source has a parameter lastLineEnd that cannot"
                                + " be used: lastLineEnd must be required or optional.",
                        "error   a.camel.yaml, line 24: templatedRoute of csv-source has an unknown parameter nullTxt; did"
                                + " you mean nullText?",
                        "error   a.camel.yaml, line 27: templatedRoute of csv-source has a parameter quote with an unknown"
                                + " property valeu; did you mean value?",
                        "error   a.camel.yaml, line 29: templatedRoute of json-source lacks the parameter path or uri; add it under"
                                + " parameters: { name: path, value: rows.csv }.",
                        "error   a.camel.yaml, line 34: there is no route template sync-shedule; did you mean"
                                + " sync-schedule?");
    }

    @Test
    void whatStopsOneFileHidesNothingOfTheOthersNorOfItself() throws IOException {
        write(
                "bad",
                BEAN,
                NAME + "          Fone: \"${body[name]}\"\n",
                source(";").replace("parameters:", "parameter:"));
        write("double", BEAN.replace("NAME", "good"), NAME + "          Faxx: \"${body[name]}\"\n", "");
        write("good", BEAN, NAME + "          Phone: \"${body[fone]}\"\n", source(";"));
        write(
                "step",
                BEAN,
                NAME + "          Nome: \"${body[name]}\"\n",
                "- route:\n    id: step-source\n    from:\n      uri: direct:step-source\n      stepps: []\n");
        write(
                "tab",
                BEAN,
                "          Name: \"${body[name]}\"\n",
                "- route:\n    id: tab-source\n\tfrom:\n      uri: direct:tab-source\n");
        write(
                "uri",
                BEAN,
                NAME + "          Nama: \"${body[name]}\"\n",
                "- route:\n    id: uri-source\n    from:\n      uri: direct:uri-source\n      steps:\n"
                        + "        - to:\n            uri: sql:select 1?dataSource=#sauce&outputType=StreamList\n");

        List<String> found = findings();
        assertThat(found)
                .anySatisfy(line -> assertThat(line).startsWith("error   bad.camel.yaml, line 10: Fone is not a field"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith(
                                "error   bad.camel.yaml, line 13: templatedRoute of csv-source has an unknown property"
                                        + " parameter; did you mean parameters?"))
                .anySatisfy(
                        line -> assertThat(line)
                                .startsWith(
                                        "error   good.camel.yaml, line 2: the sync good is defined in double.camel.yaml already"))
                .anySatisfy(
                        line -> assertThat(line).startsWith("error   double.camel.yaml, line 10: Faxx is not a field"))
                .anySatisfy(line ->
                        assertThat(line).startsWith("error   double.camel.yaml, line 2: The sync good has no route"))
                .anySatisfy(line ->
                        assertThat(line).startsWith("error   good.camel.yaml, line 10: Phone reads the column fone"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith(
                                "error   step.camel.yaml, line 15: is not valid YAML for Camel: it knows no stepps"))
                .anySatisfy(
                        line -> assertThat(line).startsWith("error   step.camel.yaml, line 10: Nome is not a field"))
                .anySatisfy(line -> assertThat(line).startsWith("error   tab.camel.yaml, line 12: is not valid YAML"))
                .anySatisfy(line -> assertThat(line).startsWith("error   uri.camel.yaml, line 10: Nama is not a field"))
                .anySatisfy(
                        line -> assertThat(line)
                                .startsWith(
                                        "error   uri.camel.yaml, line 11: The route uri-source cannot be made: it names #sauce"))
                .doesNotHaveDuplicates()
                .hasSize(11);
    }

    @Test
    void withoutCredentialsTheSourceIsCheckedAllTheSame() throws IOException {
        write("a", BEAN, "          Name: \"${body[nmae]}\"\n", source(";"));
        command.with("salesforce.client-id", "").with("salesforce.refresh-token", "");

        assertThat(findings())
                .hasSize(2)
                .anySatisfy(
                        line -> assertThat(line).startsWith("error   a.camel.yaml, line 9: Name reads the column nmae"))
                .anySatisfy(line -> assertThat(line).contains("No Salesforce credentials"));
    }

    private String source(String delimiter) {
        return """
                - templatedRoute:
                    routeTemplateRef: csv-source
                    parameters:
                      - name: sync
                        value: NAME
                      - name: path
                        value: "%s"
                      - name: delimiter
                        value: "%s"
                """
                .formatted(directory.resolve("rows.csv"), delimiter);
    }

    /** A file of a sync that has its name. */
    private void write(String name, String bean, String fields, String routes) throws IOException {
        Files.writeString(
                directory.resolve("routes/" + name + ".camel.yaml"), (bean + fields + routes).replace("NAME", name));
    }

    private String routes() {
        return directory.resolve("routes").toString();
    }

    /** What a check lists, without the directory of the files and the names that there are. */
    private List<String> findings() {
        Jar.Ended check = command.run("check", "--routes", routes());
        assertThat(check.exitCode()).as(check.out()).isEqualTo(2);
        assertThat(check.err()).isEmpty();
        return check.out()
                .lines()
                .filter(line -> line.startsWith("error") || line.startsWith("warning"))
                .map(line -> line.replace(routes() + "/", "").replaceFirst("\\? There are: .*", "?"))
                .toList();
    }
}
