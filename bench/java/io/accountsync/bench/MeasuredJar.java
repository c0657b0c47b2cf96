package io.accountsync.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A jar of account-sync whose runs are measured, started as the launcher starts it.
 *
 * @param archive its classes as the JVM wants them; without the file the JVM does without
 * @param options further ones for its JVM
 */
record MeasuredJar(Path jar, Path archive, List<String> options) {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final List<String> LAUNCHER = List.of(
            "-XX:+UseSerialGC",
            "-XX:Tier4InvocationThreshold=100000",
            "-XX:Tier4MinInvocationThreshold=25000",
            "-XX:Tier4CompileThreshold=200000",
            "-XX:Tier4BackEdgeThreshold=600000",
            "-Xlog:disable");

    /** With the options of a system property, parted by spaces. */
    static MeasuredJar of(Path jar, Path archive, String property) {
        String options = System.getProperty(property, "");
        return new MeasuredJar(
                jar.toAbsolutePath(), archive, options.isBlank() ? List.of() : List.of(options.split(" ")));
    }

    /** Makes the archive, as the launcher does after it has built a jar. It holds for the very path of the jar. */
    MeasuredJar archived() throws IOException, InterruptedException {
        Files.createDirectories(archive.getParent());
        List<String> command = new ArrayList<>(List.of("java"));
        command.addAll(LAUNCHER);
        command.addAll(List.of("-XX:ArchiveClassesAtExit=" + archive, "-jar", jar.toString(), "demo"));
        int exitCode = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (exitCode != 0) {
            throw new IOException("the demo of " + jar + " ended with exit code " + exitCode);
        }
        return this;
    }

    /** A run in a directory that has the route; every row is read and compared. */
    SyncFigures run(Path directory, SourceTable source, OrgProcess org, int inFlight, String path)
            throws IOException, InterruptedException {
        Map<String, String> environment = new TreeMap<>(org.environment());
        environment.put("SOURCE_URL", source.url());
        environment.put("SYNC_IN_FLIGHT", String.valueOf(inFlight));
        environment.put("SYNC_PATH", path);
        environment.put("SYNC_OVERLAP", "100000h");
        List<String> command = new ArrayList<>(List.of("env"));
        environment.forEach((name, value) -> command.add(name + "=" + value));
        command.add("java");
        command.addAll(LAUNCHER);
        command.addAll(List.of("-XX:SharedArchiveFile=" + archive, "-Xmx256m"));
        command.addAll(options);
        command.addAll(List.of("-jar", jar.toString(), "run", "--json"));
        Instant started = Instant.now();
        Measured measured = Measured.run(command, directory);
        if (!measured.output().contains("{")) {
            throw new IOException("no report: exit code " + measured.exitCode() + " " + measured.output());
        }
        return new SyncFigures(
                started,
                measured,
                JSON.readTree(measured.output().substring(measured.output().indexOf('{'))));
    }

    /** Prepares a directory for runs: state and change set will be there as well. */
    static Path directory(Path parent, String name) throws IOException {
        Path directory = Files.createDirectories(parent.resolve(name));
        Files.createDirectories(directory.resolve("routes"));
        Files.copy(Path.of("routes/accounts.camel.yaml"), directory.resolve("routes/accounts.camel.yaml"));
        return directory;
    }
}
