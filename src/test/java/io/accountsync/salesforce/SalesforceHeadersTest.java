package io.accountsync.salesforce;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.component.salesforce.SalesforceEndpointConfig;
import org.junit.jupiter.api.Test;

/**
 * camel-salesforce 4.18.3 gives its headers other names (CVE-2026-49099): whoever writes them as texts would send calls
 * without their parameters. Its constants are what stays.
 */
class SalesforceHeadersTest {
    /** A header by its name, in Java or in an expression or step of a route. */
    private static final Pattern HEADER = Pattern.compile(
            "(?:et|move)Headers?\\(\\s*\"([^\"]+)\"|[Mm]ap\\.of\\(\\s*\"([^\"]+)\"|headers?[.\\[:]+'?(\\w+)");

    private static final Pattern STEP = Pattern.compile("setHeaders?:\\s+(?:- )?name: \"?(\\S+?)\"?\\s");

    @Test
    void headersOfTheComponentAreNamedByItsConstants() throws Exception {
        Set<String> names = names();
        assertThat(names).contains(SalesforceEndpointConfig.SOBJECT_NAME, SalesforceEndpointConfig.APEX_URL);
        for (Path file : sources()) {
            String text = Files.readString(file);
            Stream.of(HEADER, STEP)
                    .flatMap(pattern -> pattern.matcher(text).results())
                    .forEach(found -> {
                        for (int group = 1; group <= found.groupCount(); group++) {
                            assertThat(names).as("%s: %s", file, found.group()).doesNotContain(found.group(group));
                        }
                    });
        }
    }

    private static Set<String> names() throws IllegalAccessException {
        Set<String> names = new TreeSet<>();
        for (Field field : SalesforceEndpointConfig.class.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
                names.add((String) field.get(null));
            }
        }
        return names;
    }

    /** Whatever goes through the component; the local org is its other side and speaks Salesforce's own names, alerts go elsewhere. */
    private static Set<Path> sources() throws IOException {
        Set<Path> sources = new TreeSet<>();
        for (String root : new String[] {"src/main/java", "routes", "docs/examples"}) {
            try (Stream<Path> files = Files.walk(Path.of(root))) {
                files.filter(file -> file.toString().matches(".*\\.(java|yaml)"))
                        .filter(file -> !file.toString().matches(".*/(localorg|alert)/.*"))
                        .forEach(sources::add);
            }
        }
        return sources;
    }
}
