package io.accountsync.source;

import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CSV and JSON files as beans of a sync file, bound by Camel itself. */
class FileBeansTest {
    private final DefaultCamelContext context = new DefaultCamelContext();

    @TempDir
    private Path directory;

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void everyPropertyOfACsvFileArrives() throws Exception {
        String path = file("id;name\n1;'a;b'\n2;NULL\n");
        load("CsvFile", "{ path: " + path + ", delimiter: \";\", quote: \"'\", nullText: \"NULL\", charset: UTF-8 }");
        CsvFile file = context.getRegistry().findSingleByType(CsvFile.class);
        assertThat(Read.cells(file.rows())).containsExactly(asList("1", "a;b"), asList("2", null));
    }

    @Test
    void tabIsAWord() throws Exception {
        load("CsvFile", "{ path: " + file("id\tname\n1\tA\n") + ", delimiter: tab }");
        assertThat(Read.cells(
                        context.getRegistry().findSingleByType(CsvFile.class).rows()))
                .containsExactly(asList("1", "A"));
    }

    @Test
    void everyPropertyOfAJsonFileArrives() throws Exception {
        load("JsonFile", "{ path: " + file("{\"id\": 1}\n") + ", charset: UTF-8 }");
        assertThat(Read.all(
                        context.getRegistry().findSingleByType(JsonFile.class).rows()))
                .hasSize(1);
    }

    @Test
    void aWrongDelimiterSurfaces() {
        assertThatThrownBy(() -> load("CsvFile", "{ path: x, delimiter: \"||\" }"))
                .hasStackTraceContaining("delimiter must be one character, or tab");
    }

    @Test
    void aWrongCharsetSurfaces() {
        assertThatThrownBy(() -> load("CsvFile", "{ path: x, charset: utf-99 }"))
                .hasStackTraceContaining("charset utf-99 is not known; try UTF-8 or windows-1252");
    }

    @Test
    void aQuoteOfTwoCharactersSurfaces() {
        assertThatThrownBy(() -> load("CsvFile", "{ path: x, quote: \"''\" }")).hasStackTraceContaining("quote");
    }

    @Test
    void anUnknownPropertySurfaces() {
        assertThatThrownBy(() -> load("CsvFile", "{ path: x, seperator: \";\" }"))
                .hasStackTraceContaining("seperator");
    }

    private String file(String text) throws IOException {
        return Files.writeString(directory.resolve("customers"), text).toString();
    }

    private void load(String type, String properties) throws Exception {
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.fromString(
                        "routes/accounts.camel.yaml",
                        "- beans:\n    - name: customers\n      type: io.accountsync.source." + type
                                + "\n      properties: " + properties + "\n"));
    }
}
