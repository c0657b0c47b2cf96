package io.accountsync.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The test in docs/local-org.md, built and run as somebody else's: with the jar of the local org and what the page names. */
class LocalOrgJarIT {
    private static final List<String> JUNIT = List.of(
            "org.junit.jupiter:junit-jupiter-api",
            "org.junit.jupiter:junit-jupiter-engine",
            "org.junit.platform:junit-platform-commons",
            "org.junit.platform:junit-platform-engine",
            "org.junit.platform:junit-platform-launcher",
            "org.opentest4j:opentest4j",
            "org.apiguardian:apiguardian-api");

    private static final Pattern DEPENDENCY = Pattern.compile(
            "<dependency>\\s*<groupId>(.*?)</groupId>\\s*<artifactId>(.*?)</artifactId>\\s*<version>(.*?)</version>");

    /** What the page's reader has: a program that talks to Salesforce, by nothing but HTTP. */
    private static final String CRM =
            """
            import java.net.URI;
            import java.net.http.HttpClient;
            import java.net.http.HttpRequest;
            import java.net.http.HttpRequest.BodyPublishers;
            import java.net.http.HttpResponse.BodyHandlers;

            record Crm(String url, String client, String secret, String refreshToken) {
                void save(String key, String name) throws Exception {
                    String form = "grant_type=refresh_token&client_id=" + client + "&client_secret=" + secret
                            + "&refresh_token=" + refreshToken;
                    String login = send(request("/services/oauth2/token", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString(form)));
                    String token = login.replaceFirst("(?s).*\\"access_token\\":\\\\s*\\"([^\\"]+)\\".*", "$1");
                    send(request("/services/data/v62.0/sobjects/Account/Customer_Id__c/" + key, "application/json")
                            .header("Authorization", "Bearer " + token)
                            .method("PATCH", BodyPublishers.ofString("{\\"Name\\": \\"" + name + "\\"}")));
                }

                private HttpRequest.Builder request(String path, String type) {
                    return HttpRequest.newBuilder(URI.create(url + path)).header("Content-Type", type);
                }

                private static String send(HttpRequest.Builder request) throws Exception {
                    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString()).body();
                }
            }
            """;

    /** What a build tool does: finds the test, runs it, tells how many passed. */
    private static final String RUNNER =
            """
            import org.junit.platform.engine.discovery.DiscoverySelectors;
            import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
            import org.junit.platform.launcher.core.LauncherFactory;
            import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

            class Runner {
                public static void main(String[] arguments) throws Exception {
                    SummaryGeneratingListener summary = new SummaryGeneratingListener();
                    LauncherFactory.create().execute(LauncherDiscoveryRequestBuilder.request()
                            .selectors(DiscoverySelectors.selectClass(Class.forName(arguments[0]))).build(), summary);
                    summary.getSummary().getFailures().forEach(failure -> failure.getException().printStackTrace());
                    System.out.println(summary.getSummary().getTestsSucceededCount() + " passed");
                }
            }
            """;

    private final String page = Files.readString(Path.of("docs/local-org.md"));

    @TempDir
    private Path directory;

    LocalOrgJarIT() throws IOException {}

    @Test
    void theTestOnThePageRunsWithThatJarAndTheLibrariesThatThePageNames() throws Exception {
        String test = page.substring(page.indexOf("```java\n") + 8);
        test = test.substring(0, test.indexOf("```"));
        compile(Map.of("CrmTest", test, "Crm", CRM, "Runner", RUNNER));

        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        directory + File.pathSeparator + classPath(),
                        "Runner",
                        "CrmTest")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        assertThat(said).endsWith("1 passed\n");
    }

    @Test
    void theVersionsOnThePageAreThoseOfThisBuild() throws IOException {
        Map<String, String> built = DependencyTree.read().inTheJar();
        built.put("io.accountsync:account-sync", Deployment.version());
        assertThat(built).containsAllEntriesOf(dependencies());
    }

    private Map<String, String> dependencies() {
        Map<String, String> dependencies = new TreeMap<>();
        Matcher dependency = DEPENDENCY.matcher(page);
        while (dependency.find()) {
            dependencies.put(dependency.group(1) + ":" + dependency.group(2), dependency.group(3));
        }
        return dependencies;
    }

    /** The jar, what the page names next to it and all that this needs, and JUnit. */
    private String classPath() throws IOException {
        Stream<String> named =
                dependencies().keySet().stream().filter(name -> !name.equals("io.accountsync:account-sync"));
        Stream<Path> jars = Stream.concat(DependencyTree.read().closure(named).stream(), JUNIT.stream())
                .map(DependencyTree::jar);
        Path jar = Path.of("target/account-sync-" + Deployment.version() + "-local-org.jar");
        return Stream.concat(Stream.of(jar.toAbsolutePath()), jars)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private void compile(Map<String, String> sources) throws IOException {
        List<File> files = new ArrayList<>();
        for (Map.Entry<String, String> source : sources.entrySet()) {
            files.add(Files.writeString(directory.resolve(source.getKey() + ".java"), source.getValue())
                    .toFile());
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            StringWriter messages = new StringWriter();
            List<String> options = List.of("-proc:none", "-d", directory.toString(), "-cp", classPath());
            boolean compiled = compiler.getTask(
                            messages, manager, null, options, null, manager.getJavaFileObjectsFromFiles(files))
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
    }
}
