package io.accountsync.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Nothing is built here: the Dockerfile and the Maven profile must say the same, and the right thing. */
class ImageTest {
    private static final Pattern LABEL = Pattern.compile("(\\S+)=\"([^\"]*)\"");
    private static final Path PACKED = Path.of("src/main/jib");

    private final XPath xpath = XPathFactory.newInstance().newXPath();
    private Dockerfile dockerfile;
    private Document pom;

    @BeforeEach
    void read() throws Exception {
        dockerfile = Dockerfile.read();
        pom = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse("pom.xml");
    }

    @Test
    void dockerfileAndMavenProfileMakeTheSameImage() throws Exception {
        assertThat(dockerfile.one("FROM")).isEqualTo(jib("from/image"));
        assertThat(dockerfile.one("USER")).isEqualTo(jib("container/user"));
        assertThat(dockerfile.one("WORKDIR")).isEqualTo(jib("container/workingDirectory"));
        assertThat(dockerfile.one("EXPOSE")).isEqualTo(jib("container/ports/port"));
        assertThat(dockerfile.one("ENTRYPOINT"))
                .isEqualTo("[\"" + jib("container/entrypoint/part[1]") + "\", \"" + jib("container/entrypoint/part[2]")
                        + "\"]");
        assertThat(dockerfile.one("ENV"))
                .isEqualTo("STATE_DIRECTORY=" + jib("container/environment/STATE_DIRECTORY") + " LC_ALL="
                        + jib("container/environment/LC_ALL") + " ACCOUNT_SYNC_LIB="
                        + jib("container/environment/ACCOUNT_SYNC_LIB"));
        assertThat(PACKED.resolve("." + jib("container/environment/ACCOUNT_SYNC_LIB")))
                .isDirectory();
        assertThat(dockerfile.one("RUN"))
                .isEqualTo("chmod " + jib("extraDirectories/permissions/permission/mode") + " "
                        + jib("extraDirectories/permissions/permission/file"));
        assertThat(jib("containerizingMode")).isEqualTo("packaged");
    }

    @Test
    void labelsAreThoseOfTheProject() throws Exception {
        Map<String, String> labels = new TreeMap<>();
        Matcher label = LABEL.matcher(dockerfile.one("LABEL"));
        while (label.find()) {
            labels.put(label.group(1), label.group(2));
        }
        Map<String, String> ofJib = new TreeMap<>();
        NodeList nodes = (NodeList) xpath.evaluate(configuration("container/labels/*"), pom, XPathConstants.NODESET);
        for (int i = 0; i < nodes.getLength(); i++) {
            Node node = nodes.item(i);
            ofJib.put(node.getNodeName(), resolved(node.getTextContent()));
        }
        assertThat(labels).isEqualTo(ofJib).containsKey("org.opencontainers.image.version");
    }

    @Test
    void itDoesNotRunAsRoot() {
        assertThat(dockerfile.one("USER")).isEqualTo("10001:10001");
        assertThat(dockerfile.order().indexOf("USER"))
                .as("nothing is done as root after it")
                .isGreaterThan(dockerfile.order().lastIndexOf("RUN"));
    }

    @Test
    void whatChangesLeastComesFirst() {
        List<String> copied = dockerfile.all("COPY");
        assertThat(copied).hasSize(3);
        assertThat(copied.get(0)).endsWith("/libs /app/libs");
        assertThat(copied.get(1)).isEqualTo(PACKED + " /");
        assertThat(copied.get(2)).contains("account-sync-").endsWith(".jar");
    }

    @Test
    void theJarIsTheOneThatMavenBuilds() throws IOException {
        String jar = "account-sync-" + Deployment.version() + ".jar";
        assertThat(dockerfile.all("COPY").get(2))
                .isEqualTo("--from=build /src/target/" + jar + " /app/classpath/" + jar);
    }

    @Test
    void basesHaveVersionsAndDigestsAndNothingSecretIsSet() {
        assertThat(dockerfile.stages()).isEqualTo(2);
        assertThat(dockerfile.instructions()).allSatisfy(instruction -> {
            if (instruction.name().equals("FROM")) {
                assertThat(instruction.arguments())
                        .matches("[a-z/-]+:(?!latest)[\\w.-]+@sha256:[0-9a-f]{64}( AS build)?");
            }
            assertThat(instruction.arguments())
                    .doesNotContainIgnoringCase("secret")
                    .doesNotContain("ADD ");
        });
    }

    @Test
    void theArgumentsOfJavaNameWhatIsThere() throws Exception {
        List<String> arguments = Files.readAllLines(PACKED.resolve("app/account-sync"));
        assertThat(arguments).contains("-cp /app/classpath/*:/app/libs/*");
        assertThat(arguments.get(arguments.size() - 1))
                .isEqualTo(xpath.evaluate("/project/properties/main.class", pom));
        assertThat(PACKED.resolve("var/lib/account-sync")).isDirectory();
    }

    @Test
    void theBuildIsGivenItsFilesAndNoState() throws IOException {
        List<String> rules = Files.readAllLines(Path.of(".dockerignore")).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
        assertThat(rules.get(0)).isEqualTo("*");
        for (String rule : rules.subList(1, rules.size())) {
            assertThat(rule).startsWith("!");
            assertThat(Path.of(rule.substring(1))).exists();
            assertThat(FileSystems.getDefault()
                            .getPathMatcher("glob:{data,target,.git}**")
                            .matches(Path.of(rule.substring(1))))
                    .isFalse();
        }
        assertThat(rules).contains("!pom.xml", "!application.properties", "!routes", "!src/main");
    }

    private String jib(String place) throws Exception {
        String text = xpath.evaluate(configuration(place), pom);
        assertThat(text).as(place).isNotBlank();
        return resolved(text);
    }

    private static String configuration(String place) {
        return "//plugin[artifactId='jib-maven-plugin']/configuration/" + place;
    }

    private String resolved(String text) {
        Matcher property = Pattern.compile("\\$\\{project\\.(\\w+)}").matcher(text);
        return property.replaceAll(found -> {
            try {
                return Matcher.quoteReplacement(xpath.evaluate("/project/" + found.group(1), pom));
            } catch (javax.xml.xpath.XPathExpressionException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
