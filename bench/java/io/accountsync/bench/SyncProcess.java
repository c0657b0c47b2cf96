package io.accountsync.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** account-sync as a process of its own, in a directory of its own, with the JVM options of the launcher. */
final class SyncProcess implements AutoCloseable {
    private static final Path JAR = Path.of("target/account-sync.jar").toAbsolutePath();

    private final Path directory;
    private final Process process;
    private final long begun = System.nanoTime();

    /**
     * Starts it.
     *
     * @param file what its only sync file holds
     * @param libraries jars that it has beside its own
     */
    SyncProcess(Path directory, String file, Path libraries, Map<String, String> environment, String... arguments)
            throws IOException {
        this.directory = directory;
        Files.createDirectories(directory.resolve("routes"));
        Files.writeString(directory.resolve("routes/accounts.camel.yaml"), file);
        List<String> command = java(JAR);
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output().toFile());
        builder.environment().putAll(environment);
        builder.environment().put("ACCOUNT_SYNC_LIB", libraries.toString());
        builder.environment().put("CONSOLE_ENABLED", "false");
        builder.environment().put("CAMEL_MANAGEMENT_PORT", "0");
        // The timetable of the sample file; no run is to fall into a measurement.
        builder.environment().put("SYNC_ACCOUNTS_SCHEDULE", "0 0 0 1 1 ?");
        process = builder.start();
        // A measurement that is broken off leaves nothing behind.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    }

    /** What starts a jar as the launcher does, but for its class archive; arguments may be added. */
    static List<String> java(Path jar) {
        List<String> command = new ArrayList<>(List.of("java"));
        command.addAll(MeasuredJar.LAUNCHER);
        command.addAll(List.of("-Xmx256m", "-jar", jar.toString()));
        return command;
    }

    /** Fetches jars as a person does, once for all measurements of a checkout. */
    static Path libraries(String name, List<String> coordinates) throws IOException, InterruptedException {
        Path directory = Path.of("target", "bench-" + name).toAbsolutePath();
        for (String one : coordinates) {
            Path done = directory.resolve(one.replace(':', '_') + ".done");
            if (!Files.exists(done)) {
                Files.createDirectories(directory);
                ProcessBuilder builder = new ProcessBuilder("java", "-jar", JAR.toString(), "add", one).inheritIO();
                builder.environment().put("ACCOUNT_SYNC_LIB", directory.toString());
                if (builder.start().waitFor() != 0) {
                    throw new IOException("no library " + one);
                }
                Files.createFile(done);
            }
        }
        return directory;
    }

    private Path output() {
        return directory.resolve("output.txt");
    }

    /** When it was started, by System.nanoTime. */
    long begun() {
        return begun;
    }

    /** Throws, with what it said, when it has ended by itself. */
    void requireAlive() throws IOException {
        if (!process.isAlive()) {
            throw new IOException("account-sync has ended: " + said());
        }
    }

    /** Waits until it ends by itself. */
    void awaitEnd() throws InterruptedException {
        process.waitFor();
    }

    /** The end of what it wrote. */
    String said() throws IOException {
        String all = Files.readString(output());
        return all.substring(Math.max(0, all.length() - 4000));
    }

    /** User and system time of its threads up to now. */
    long cpuMillis() {
        return process.info()
                .totalCpuDuration()
                .map(java.time.Duration::toMillis)
                .orElse(0L);
    }

    /** The most memory that it had resident up to now. */
    long peakRssMegabytes() {
        try {
            return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0; // it has ended
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                process.waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
