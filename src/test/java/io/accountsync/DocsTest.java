package io.accountsync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.camel.SyncTemplate;
import io.accountsync.cli.CommandLineModel;
import io.accountsync.mapping.BeanOptions;
import io.accountsync.mapping.FieldRule;
import io.accountsync.mapping.ReferenceRule;
import io.accountsync.mapping.SyncDefinition;
import io.accountsync.run.RunStatus;
import io.accountsync.source.CsvFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Documentation that can be checked is checked: tables, file names, links, YAML. */
class DocsTest {
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)");
    private static final Pattern YAML = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern KEY_READ =
            Pattern.compile("\"((?:salesforce|source|state|sync|console)\\.[a-z.-]+)\"");

    static Stream<Path> documents() throws IOException {
        return Stream.concat(
                Stream.of(Path.of("README.md"), Path.of("CHANGELOG.md"), Path.of("bench/README.md")),
                Stream.of("docs", "k8s").flatMap(DocsTest::pages));
    }

    private static Stream<Path> pages(String directory) {
        try {
            return Files.walk(Path.of(directory)).filter(file -> file.toString().endsWith(".md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void linksLeadSomewhere(Path document) throws IOException {
        Matcher link = LINK.matcher(Files.readString(document));
        while (link.find()) {
            assertThat(document.resolveSibling(link.group(1)))
                    .as("link in " + document)
                    .exists();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void yamlBlocksAreValidByCamelsSchema(Path document) throws IOException {
        Matcher block = YAML.matcher(Files.readString(document));
        while (block.find()) {
            if (block.group(1).startsWith("- ")) {
                Object yaml = new Load(LoadSettings.builder().build()).loadFromString(block.group(1));
                assertThat(CamelSchema.READ.validate(new ObjectMapper().valueToTree(yaml)))
                        .as(document + ": " + block.group(1))
                        .isEmpty();
            }
        }
    }

    @Test
    void theKeysTableHoldsEveryKeyWithItsDefault() throws IOException {
        Map<String, String> documented = new TreeMap<>();
        Files.readString(Path.of("README.md"))
                .lines()
                .filter(line -> line.matches("\\| `(salesforce|source|state|sync|console)\\..*"))
                .forEach(line -> {
                    String[] cells = line.split("\\s*\\|\\s*");
                    documented.put(cells[1].replace("`", ""), cells[2].replace("`", ""));
                });
        assertThat(documented).isEqualTo(ownKeys());
    }

    @Test
    void everyKeyHasOneLineOfComment() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("application.properties"));
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).matches("(salesforce|source|state|sync|console)\\..*")) {
                assertThat(lines.get(i - 1)).as(lines.get(i)).startsWith("# ");
            }
        }
    }

    @Test
    void everyKeyThatTheCodeReadsIsInApplicationProperties() throws IOException {
        Set<String> read = new TreeSet<>();
        for (Path source : Files.walk(Path.of("src/main/java"))
                .filter(file -> file.toString().endsWith(".java"))
                .toList()) {
            Matcher key = KEY_READ.matcher(Files.readString(source));
            while (key.find()) {
                read.add(key.group(1));
            }
        }
        // Texts that look like keys: names of files, ends of sentences, and the family sync.errors., told below the
        // table.
        read.removeIf(key -> key.endsWith(".db") || key.endsWith("."));
        assertThat(ownKeys().keySet()).containsAll(read);
    }

    @Test
    void noSecretHasADefault() throws IOException {
        ownKeys().forEach((key, value) -> {
            if (key.matches(".*(secret|token|password).*")) {
                assertThat(value).as(key).isEmpty();
            }
        });
    }

    @Test
    void theMappingPageHasEveryOptionAndNoOther() throws IOException {
        String page = Files.readString(Path.of("docs/mapping.md"));
        assertThat(tableAfter(page, "| property | what it is |"))
                .containsExactlyInAnyOrderElementsOf(properties(SyncDefinition.class));
        assertThat(tableAfter(page, "| option | what it does |"))
                .containsExactlyInAnyOrderElementsOf(properties(FieldRule.class));
        assertThat(tableAfter(page, "| part | what it is |"))
                .containsExactlyInAnyOrderElementsOf(properties(ReferenceRule.class));
        List<String> ofCsv = tableAfter(page.substring(page.indexOf("**A CSV file**")), "| parameter | what it is |");
        assertThat(ofCsv).containsExactlyInAnyOrderElementsOf(SyncTemplate.CSV.parameters());
        assertThat(ofCsv)
                .filteredOn(parameter -> !parameter.equals("sync") && !parameter.equals("uri"))
                .containsExactlyInAnyOrderElementsOf(properties(CsvFile.class));
        assertThat(tableAfter(page.substring(page.indexOf("## When a run starts")), "| parameter | what it is |"))
                .containsExactlyInAnyOrderElementsOf(SyncTemplate.SCHEDULE.parameters());
    }

    @Test
    void theReadmeNamesEveryCommandAndExitCode() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        for (RunStatus status : RunStatus.values()) {
            assertThat(readme).contains(status.exitCode() + " `" + status + "`");
        }
    }

    @Test
    void theReadmesTableOfCommandsHasEveryOptionOfEveryCommandAndNoOther() throws IOException {
        Map<String, Set<String>> documented = new TreeMap<>();
        String readme = Files.readString(Path.of("README.md"));
        readme.substring(readme.indexOf("| command | what it does |"))
                .lines()
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .forEach(line -> documentedIn(line.split("\\s*\\|\\s*")[1], documented));
        assertThat(documented).isEqualTo(CommandLineModel.options());
    }

    /** One cell names several commands with commas between them; brackets and values do not count. */
    private static void documentedIn(String cell, Map<String, Set<String>> documented) {
        Matcher code = Pattern.compile("`([^`]+)`").matcher(cell);
        while (code.find()) {
            String words = code.group(1).replaceAll("[\\[\\]]", " ").strip();
            String command = words.replaceAll("\\s+(--|[A-Z]).*", "").strip();
            Set<String> options = documented.computeIfAbsent(command, name -> new TreeSet<>());
            Matcher option = Pattern.compile("--[a-z-]+").matcher(words);
            while (option.find()) {
                options.add(option.group());
            }
        }
    }

    @Test
    void theMessagesThatAreExplainedAreThoseOfTheCode() throws IOException {
        StringBuilder code = new StringBuilder();
        for (Path source : Files.walk(Path.of("src/main/java"))
                .filter(file -> file.toString().endsWith(".java"))
                .toList()) {
            code.append(Files.readString(source).replaceAll("\"\\s*\\+\\s*\"", ""));
        }
        assertThat(tableAfter(Files.readString(Path.of("docs/operations.md")), "| message | what to do |"))
                .allSatisfy(message -> assertThat(code).contains(message));
    }

    @Test
    void thePermissionSetHasTheFieldsOfTheSampleMappingAndNoOther() throws IOException {
        Set<String> mapped = new TreeSet<>();
        Matcher field = Pattern.compile("^ {10}(\\w+): \"|^ {10}(\\w+):(?: #.*)?$", Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("routes/accounts.camel.yaml")).split("\n- templatedRoute:")[0]);
        while (field.find()) {
            mapped.add(
                    field.group(1) == null
                            ? field.group(2).replace("Parent", "ParentId")
                            : field.group(1).replaceFirst("^Billing.*", "BillingAddress"));
        }
        mapped.removeAll(Set.of("Name", "value"));
        Set<String> allowed = new TreeSet<>();
        Matcher permission = Pattern.compile("<field>Account\\.(\\w+)</field>")
                .matcher(Files.readString(Path.of("docs/examples/permissions/AccountSync.permissionset-meta.xml")));
        while (permission.find()) {
            allowed.add(permission.group(1));
        }
        assertThat(allowed).isEqualTo(mapped);
    }

    @Test
    void theReadmesFirstScreenHasTheTwoCommands() throws IOException {
        String firstScreen =
                Files.readString(Path.of("README.md")).lines().limit(25).collect(Collectors.joining("\n"));
        assertThat(firstScreen).contains("./account-sync demo").contains("mvn -B verify");
    }

    @Test
    void filesThatTheReadmeNamesExist() throws IOException {
        Matcher file = Pattern.compile("^\\| `([a-z][\\w./-]+)` \\|", Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("README.md")).replaceAll("(?s)## Commands.*", ""));
        while (file.find()) {
            assertThat(Path.of(file.group(1))).exists();
        }
    }

    private static Map<String, String> ownKeys() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(Path.of("application.properties"))) {
            properties.load(in);
        }
        Map<String, String> own = new TreeMap<>();
        properties.forEach((key, value) -> own.put((String) key, (String) value));
        own.keySet().removeIf(key -> key.startsWith("camel."));
        return own;
    }

    private static List<String> tableAfter(String page, String head) {
        List<String> names = new ArrayList<>();
        page.substring(page.indexOf(head))
                .lines()
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .forEach(line -> names.add(line.split("`")[1]));
        return names;
    }

    private static List<String> properties(Class<?> bean) {
        return BeanOptions.of(bean);
    }
}
