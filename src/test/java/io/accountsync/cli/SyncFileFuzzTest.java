package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.config.ConfigurationException;
import io.accountsync.mapping.Mapping;
import io.accountsync.mapping.SyncDefinition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sync files that were spoilt by chance: a mapping, or a message that names the file; never a crash. */
class SyncFileFuzzTest {
    private static final String NAME = "routes/accounts.camel.yaml";
    private static final String[] PIECES = {
        ":",
        "- ",
        "\"",
        "'",
        "{",
        "}",
        "[",
        "]",
        "#",
        "&",
        "*",
        "!",
        "|",
        ">",
        "%",
        "@",
        "`",
        "${",
        "${body[",
        "${body.x}",
        "\t",
        "\n",
        "\n  ",
        "{{",
        "{{no.such.key}}",
        "~",
        "null",
        ": :",
        "é",
        "\u0000",
        "!!java.lang.Runtime",
        "yes",
        "1e9",
        ": {}"
    };

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aSpoiltFileIsExplained(int seed) throws Exception {
        Random random = new Random(seed);
        String whole = Files.readString(Path.of(NAME));
        String definition = whole.substring(0, whole.indexOf("- route:"));
        for (int i = 0; i < 300; i++) {
            String text = i % 2 == 0 ? spoiltLines(definition, random) : spoiltCharacters(definition, random);
            try {
                load(text);
            } catch (Throwable error) {
                String message = explain(error);
                if (message == null) {
                    throw new AssertionError("seed " + seed + ", not explained: " + error + "\n" + text, error);
                }
                assertThat(message).as(text).isNotBlank().doesNotContain("\tat ", "java.lang.", "NullPointer");
            }
        }
    }

    /** As the command line does. */
    private static String explain(Throwable error) {
        return error instanceof ConfigurationException ? error.getMessage() : RouteFileErrors.explain(error);
    }

    private static void load(String text) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getPropertiesComponent().setLocation("classpath:application.properties");
            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("file:" + NAME, text));
            Map<String, SyncDefinition> found = context.getRegistry().findByTypeWithName(SyncDefinition.class);
            for (SyncDefinition definition : found.values()) {
                Mapping.compile(NAME, definition, context);
            }
        }
    }

    private static String spoiltLines(String text, Random random) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            int at = random.nextInt(lines.size());
            switch (random.nextInt(5)) {
                case 0 -> lines.remove(at);
                case 1 -> lines.add(at, lines.get(random.nextInt(lines.size())));
                case 2 -> lines.set(at, " " + lines.get(at));
                case 3 -> lines.set(at, lines.get(at).replaceFirst("^ ", ""));
                default -> lines.set(at, lines.get(at).replaceFirst(":.*", ":"));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static String spoiltCharacters(String text, Random random) {
        StringBuilder spoilt = new StringBuilder(text);
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            int at = random.nextInt(spoilt.length());
            switch (random.nextInt(3)) {
                case 0 -> spoilt.deleteCharAt(at);
                case 1 -> spoilt.setCharAt(at, (char) (32 + random.nextInt(95)));
                default -> spoilt.insert(at, PIECES[random.nextInt(PIECES.length)]);
            }
        }
        return spoilt.toString();
    }
}
