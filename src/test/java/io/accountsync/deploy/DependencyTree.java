package io.accountsync.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which library needs which, as Maven resolved it for this build (goal {@code tree} of its dependency plugin). Names are
 * {@code group:artifact}.
 */
final class DependencyTree {
    private static final Path FILE = Path.of("target/dependency-tree.json");

    /** A dependency that the pom itself names. */
    record Direct(String name, String scope, boolean optional) {
        boolean isRuntime() {
            return !scope.equals("test") && !scope.equals("provided");
        }
    }

    private final List<Direct> direct = new ArrayList<>();
    /** A library that several need has its own needs at one of these places only: here they are put together. */
    private final Map<String, Set<String>> needs = new HashMap<>();

    private DependencyTree() {}

    static DependencyTree read() throws IOException {
        DependencyTree tree = new DependencyTree();
        JsonNode root = new ObjectMapper().readTree(FILE.toFile());
        root.path("children")
                .forEach(child -> tree.direct.add(new Direct(
                        name(child),
                        child.get("scope").asText(),
                        child.get("optional").asBoolean())));
        tree.add(root);
        return tree;
    }

    private void add(JsonNode node) {
        for (JsonNode child : node.path("children")) {
            if (!child.get("scope").asText().equals("test")) {
                needs.computeIfAbsent(name(node), key -> new TreeSet<>()).add(name(child));
            }
            add(child);
        }
    }

    /** What the pom names. */
    List<Direct> direct() {
        return direct;
    }

    /** What is in the executable jar: the libraries of its class path, each with its version. */
    Map<String, String> inTheJar() {
        Map<String, String> versions = new TreeMap<>();
        closure(direct.stream().filter(Direct::isRuntime).map(Direct::name))
                .forEach(name ->
                        versions.put(name, jar(name).getParent().getFileName().toString()));
        return versions;
    }

    /** These libraries and all that they need. */
    Set<String> closure(Stream<String> roots) {
        Set<String> closure = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(roots.toList());
        while (!open.isEmpty()) {
            String name = open.pop();
            if (closure.add(name)) {
                open.addAll(needs.getOrDefault(name, Set.of()));
            }
        }
        return closure;
    }

    /** The jar of a library on the class path of this test: {@code .../group/artifact/version/artifact-version.jar}. */
    static Path jar(String name) {
        String artifact = name.substring(name.indexOf(':') + 1);
        String directory = name.substring(0, name.indexOf(':')).replace('.', '/') + "/" + artifact + "/";
        return classPath()
                .filter(jar -> jar.toString().replace('\\', '/').contains("/" + directory))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("not on the class path: " + name));
    }

    private static Stream<Path> classPath() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(path.split(File.pathSeparator)).map(Path::of);
    }

    private static String name(JsonNode node) {
        return node.get("groupId").asText() + ":" + node.get("artifactId").asText();
    }
}
