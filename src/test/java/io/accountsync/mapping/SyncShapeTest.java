package io.accountsync.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.util.ObjectHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each way to get the form of a sync wrong is told with file, line, field and remedy: by the look into the file that commands
 * take first, and by Camel's loader, which is all that Camel K has.
 */
class SyncShapeTest {
    private static final String BEAN =
            """
            - beans:
                - name: accounts
                  type: io.accountsync.mapping.SyncDefinition
                  properties:
            """;

    private static final String OPTIONS =
            "There are: dateFormat, decimal, default, join, lookup, reference, tooLong, translate, translateFile, value, whenEmpty, write.";

    @TempDir
    private Path directory;

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(
                        "objct: Account",
                        ", line 5: unknown property objct; did you mean object? There are: after, cursor, cursorType, "),
                mistake("feilds[Name]: x", ", line 5: unknown property feilds[Name]; did you mean fields[NAME]?"),
                mistake(
                        "fields:\n  Name: { valeu: x }",
                        ", line 6: Name has an unknown property valeu; did you mean value? " + OPTIONS),
                mistake(
                        "fields:\n  Name:\n    value: x\n    tooLnog: truncate",
                        ", line 8: Name has an unknown property tooLnog; did you mean tooLong? " + OPTIONS),
                mistake(
                        "fields[Name]: { valeu: x }",
                        ", line 5: Name has an unknown property valeu; did you mean value? " + OPTIONS),
                mistake(
                        "fields:\n  OwnerId: { value: x, reference: { object: User, bye: Email } }",
                        ", line 6: OwnerId has a reference with an unknown property bye; did you mean by? "
                                + "There are: by, default, object, unresolved, where."),
                mistake(
                        "fields:\n  Name: x\nfields[Name]: { value: y }",
                        ", line 7: Name is in line 6 already; keep one of them."),
                mistake(
                        "fields[Name]: { value: y }\nfields:\n  name: { value: x }",
                        ", line 7: name is in line 5 already; keep one of them."),
                mistake(
                        "fields:\n  Name: {}",
                        ", line 6: Name has no value; write an expression such as \"${body[column]}\", or a constant."),
                mistake(
                        "fields:\n  Name: [a, b]",
                        ", line 6: Name has a list; write an expression such as \"${body[column]}\", or a table of "
                                + "options such as { value: \"${body[column]}\", default: Other }."),
                mistake(
                        "fields:\n  Name: { value: [a, b] }",
                        ", line 6: Name has a list for value; write one text there."),
                mistake(
                        "fields:\n  Name: { value: x, default: { a: b } }",
                        ", line 6: Name has a table for default; write one text there."),
                mistake(
                        "fields:\n  Name: { value: x, translate: Other }",
                        ", line 6: Name translate must be a table of its own, such as translate: { tech: Technology }."),
                mistake(
                        "fields:\n  Name: { value: x, translate: [a] }",
                        ", line 6: Name translate must be a table of its own, such as translate: { tech: Technology }."),
                mistake(
                        "fields:\n  Name: { value: x, translate: {} }",
                        ", line 6: Name has an empty translate; give it entries, such as { tech: Technology }, or remove it."),
                mistake(
                        "fields:\n  Name: { value: x, translate: { tech: [a] } }",
                        ", line 6: Name has a list for the translation of tech; write one text there."),
                mistake(
                        "fields:\n  Name: { value: x, reference: User }",
                        ", line 6: Name reference must be a table of its own, such as reference: { object: User, by: "
                                + "Email }."),
                mistake(
                        "fields:\n  - Name: x",
                        ", line 5: fields must be a table of names and values, such as { Name: \"${body[name]}\" }."),
                mistake(
                        "fields:",
                        ", line 5: fields must be a table of names and values, such as { Name: \"${body[name]}\" }."),
                mistake(
                        "match: { Website: domain }",
                        ", line 5: match must be a list of rules, such as [Website domain, Name + BillingCountry], or one "
                                + "text with commas between them."),
                mistake(
                        "match:\n  - Website domain\n  - Name: text",
                        ", line 5: match must be a list of rules, such as [Website domain, Name + BillingCountry], or one "
                                + "text with commas between them."),
                mistake("object: [Account]", ", line 5: object must be one text and is a list."),
                mistake("cursor: { column: x }", ", line 5: cursor must be one text and is a table."));
    }

    private static Arguments mistake(String properties, String message) {
        return Arguments.of(properties, message);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsToldByTheLookIntoTheFile(String properties, String message) throws IOException {
        Path file = Files.writeString(directory.resolve("accounts.camel.yaml"), BEAN + properties.indent(8));
        assertThat(SyncFileText.read(file).findings()).extracting(Finding::text).anySatisfy(text -> assertThat(text)
                .startsWith(file + message));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsToldByCamelsLoader(String properties, String message) {
        assertThat(load(BEAN + properties.indent(8)))
                .isInstanceOf(ConfigurationException.class)
                .message()
                .startsWith("routes/accounts.camel.yaml" + message);
    }

    @Test
    void allMistakesAreToldAtOnce() {
        assertThat(load(BEAN
                                + """
                objct: Account
                fields:
                  Name: { valeu: x }
                  Phone: [a]
                """
                                        .indent(8))
                        .getMessage()
                        .lines())
                .hasSize(3);
    }

    @Test
    void aTabIsToldWithItsLine() throws IOException {
        Path file = Files.writeString(
                directory.resolve("accounts.camel.yaml"), BEAN + "        fields:\n\t  Name: \"${body[name]}\"\n");
        assertThat(catchThrowable(() -> SyncFileText.read(file)))
                .hasMessageStartingWith(file + ", line 6: is not valid YAML for Camel: ")
                .hasMessageContaining("TAB")
                .hasMessageEndingWith("Look at the indentation, quotes and brackets there.");
    }

    @Test
    void whatTheMappingFindsLaterHasItsLineToo() throws Exception {
        String file = BEAN
                + """
                object: Account
                externalId: Customer_Id__c
                cursorType: datetime
                fields:
                  Customer_Id__c: "${body[id]}"
                  Name:
                    tooLong: truncate
                  Phone: { value: "${body[phone]}", whenEmpty: erase }
                """
                        .indent(8);
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString(TestMapping.FILE, file));
            SyncDefinition definition = context.getRegistry().findSingleByType(SyncDefinition.class);
            List<String> found = Mapping.read(TestMapping.FILE, definition, context, ZoneOffset.UTC).findings().stream()
                    .map(finding -> finding.text())
                    .toList();
            assertThat(found)
                    .containsExactlyInAnyOrder(
                            TestMapping.FILE + ", line 7: cursorType must be one of timestamp, date, integer.",
                            TestMapping.FILE + ", line 10: Name has no value; write an expression such as "
                                    + "\"${body[column]}\", or a constant.",
                            TestMapping.FILE + ", line 12: Phone whenEmpty must be keep or clear.");
        }
    }

    private static Throwable load(String file) {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            Throwable thrown = catchThrowable(() -> PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.fromString("routes/accounts.camel.yaml", file)));
            return ObjectHelper.getException(ConfigurationException.class, thrown);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
