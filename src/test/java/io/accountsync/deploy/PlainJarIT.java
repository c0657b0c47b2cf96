package io.accountsync.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.AccountSync;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which jar has the local org: the executable one and its own, and not the plain one, which production takes. */
class PlainJarIT {
    private static final String LOCAL_ORG = "io/accountsync/localorg/";

    @TempDir
    private Path directory;

    /** The jar that the image and Camel K take. */
    static Path plain() throws IOException {
        return Path.of("target/account-sync-" + Deployment.version() + ".jar").toAbsolutePath();
    }

    private static Path localOrg() throws IOException {
        return Path.of("target/account-sync-" + Deployment.version() + "-local-org.jar");
    }

    @Test
    void thePlainJarHasNoLocalOrgAndItsOwnJarHasNothingElse() throws IOException {
        Path classes = Path.of("target/classes");
        Set<String> compiled = new TreeSet<>();
        try (Stream<Path> files = Files.walk(classes.resolve(LOCAL_ORG))) {
            files.filter(Files::isRegularFile)
                    .forEach(file ->
                            compiled.add(classes.relativize(file).toString().replace(File.separatorChar, '/')));
        }

        assertThat(entries(plain())).noneMatch(entry -> entry.startsWith(LOCAL_ORG));
        assertThat(entries(localOrg())).containsExactlyInAnyOrderElementsOf(with(compiled, "META-INF/MANIFEST.MF"));
        assertThat(entries(Path.of(System.getProperty("account-sync.jar")))).containsAll(compiled);
    }

    /** On the class path of the image: the plain jar and all libraries. */
    @ParameterizedTest
    @ValueSource(strings = {"demo", "org"})
    void commandsThatNeedTheLocalOrgSayWhichJarHasIt(String command) throws Exception {
        Process process = start(command);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(said.strip())
                .isEqualTo("The command " + command
                        + " needs the local org, which only the executable jar has. Run it with"
                        + " that one: java -jar account-sync.jar " + command + ".");
    }

    @Test
    void everythingElseIsThere() throws Exception {
        Process help = start("--help");
        assertThat(new String(help.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("reconcile", "demo");
        assertThat(help.waitFor()).isZero();
    }

    private Process start(String command) throws IOException {
        List<Path> classPath = new ArrayList<>(List.of(plain()));
        DependencyTree.read().inTheJar().keySet().stream()
                .map(DependencyTree::jar)
                .forEach(classPath::add);
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                        AccountSync.class.getName(),
                        command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
    }

    private static Set<String> entries(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(entry -> entry.getName())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Set<String> with(Set<String> entries, String one) {
        Set<String> all = new TreeSet<>(entries);
        all.add(one);
        return all;
    }
}
