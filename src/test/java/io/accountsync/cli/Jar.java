package io.accountsync.cli;

import io.accountsync.AccountSync;
import io.accountsync.localorg.LocalOrg;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The real jar as a process, in a directory of the test's own. */
final class Jar {
    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> javaOptions = new ArrayList<>();

    /** What a process that has ended left behind. */
    record Ended(int exitCode, String out, String err) {}

    Jar(Path directory) {
        this.directory = directory;
    }

    /** Credentials of this org in the environment. */
    Jar against(LocalOrg org) {
        return with("SALESFORCE_LOGIN_URL", org.baseUrl())
                .with("SALESFORCE_CLIENT_ID", org.clientId())
                .with("SALESFORCE_CLIENT_SECRET", org.clientSecret())
                .with("SALESFORCE_REFRESH_TOKEN", org.refreshToken());
    }

    Jar with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** An option of the JVM. */
    Jar withJavaOption(String option) {
        javaOptions.add(option);
        return this;
    }

    /** Runs a command to its end. */
    Ended run(String... arguments) {
        try {
            Process process = start(arguments);
            try {
                return new Ended(process.waitFor(), out(), err());
            } finally {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the command did not end: " + List.of(arguments) + "\n" + err(), e);
        }
    }

    /** Starts a command; what it writes can be read while it runs. */
    Process start(String... arguments) {
        return start(List.of("-jar", path()), arguments);
    }

    /** The same with the classes of the tests on the class path. */
    Process startWithTestClasses(String... arguments) {
        String classPath =
                path() + File.pathSeparator + Path.of("target/test-classes").toAbsolutePath();
        return start(List.of("-cp", classPath, AccountSync.class.getName()), arguments);
    }

    private Process start(List<String> program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                // Made by the build; everything works without, only slower. Nothing is said when it is that of another
                // jar.
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "-XX:SharedArchiveFile=" + path().replaceFirst("\\.jar$", ".jsa")));
        command.addAll(javaOptions);
        command.addAll(program);
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(directory.resolve("out.txt").toFile())
                .redirectError(directory.resolve("err.txt").toFile());
        builder.environment()
                .keySet()
                .removeIf(name -> name.matches("(SALESFORCE|SYNC|STATE|SOURCE|CONSOLE|CAMEL)_.*"));
        // Several processes serve at once: each takes any free port.
        builder.environment().put("CAMEL_MANAGEMENT_PORT", "0");
        builder.environment().put("CONSOLE_PORT", "0");
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String out() {
        return read("out.txt");
    }

    String err() {
        return read("err.txt");
    }

    private String read(String name) {
        try {
            return Files.readString(directory.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String path() {
        return Path.of(System.getProperty("account-sync.jar", "target/account-sync.jar"))
                .toAbsolutePath()
                .toString();
    }
}
