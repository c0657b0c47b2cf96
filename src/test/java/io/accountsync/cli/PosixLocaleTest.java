package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.accountsync.AccountSync;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.run.SampleFile;
import io.accountsync.source.SampleSource;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process of its own in the POSIX locale, as in many containers and cron jobs. It is started by a script: this JVM may not be
 * able to write the letters into a command line.
 */
@EnabledOnOs(OS.LINUX)
class PosixLocaleTest {
    private static final String KEY = "K\u00FCrz-\u0416";

    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    /** A record that Salesforce refuses, under a key with such letters. */
    private void rejectOne() {
        SampleSource source = SampleSource.create(directory.resolve("source.db"));
        source.execute("delete from customers");
        source.execute("insert into customers (customer_id, company_name, segment, newsletter, updated_at) values ('"
                + KEY + "', 'Ada', 'Gigantic', 1, '2026-01-01 00:00:00.000')");
        new InProcess()
                .at(org)
                .with("source.url", source.url())
                .with("state.directory", directory.resolve("data").toString())
                .run("run");
    }

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void keysAreUnderstoodAndWrittenWhateverTheLocale() throws Exception {
        rejectOne();
        Jar.Ended failures = run("failures --json");
        assertThat(new ObjectMapper()
                        .readTree(failures.out())
                        .get(0)
                        .get("external_id")
                        .asText())
                .isEqualTo(KEY);
        run("failures --csv failures.csv");
        assertThat(Files.readString(directory.resolve("failures.csv"))).contains("\"" + KEY + "\"");
        Jar.Ended explained = run("explain " + KEY);
        assertThat(explained.err()).isEmpty();
        assertThat(explained.out()).startsWith(KEY + " (compared as ");
        assertThat(run("failures drop accounts " + KEY).out()).contains("1 rejected record");
    }

    @Test
    void namesOfFilesThatItCannotWriteAreRefusedWithTheRemedy() throws Exception {
        Jar.Ended option = run("failures --csv kk\u00FC.csv");
        assertThat(option.exitCode()).isEqualTo(2);
        assertThat(option.err())
                .contains("--csv", "kk\u00FC.csv", "US-ASCII", "Set LC_ALL=C.UTF-8")
                .doesNotContain("Exception");
        Files.writeString(directory.resolve("application.properties"), "state.directory=d\u00E4\n");
        Jar.Ended key = run("status");
        assertThat(key.exitCode()).isEqualTo(2);
        assertThat(key.err().lines())
                .containsExactly("state.directory names the file d\u00E4, whose letters the locale of this"
                        + " process (US-ASCII) cannot write. Set LC_ALL=C.UTF-8 in the environment.");
    }

    @Test
    void filesThatASyncFileNamesAreRefusedByItsName() throws Exception {
        Files.createDirectories(directory.resolve("routes"));
        Path file = directory.resolve("routes/accounts.camel.yaml");
        String sync = SampleFile.read().text();
        Files.writeString(
                file,
                SampleFile.read()
                        .with(
                                "        fields:",
                                "        fields[Site]: { value: \"${body[x]}\", translateFile:"
                                        + " typ\u00E9n.csv }\n        fields:")
                        .text());
        Jar.Ended table = run("run");
        assertThat(table.exitCode()).isEqualTo(2);
        assertThat(table.err()).contains("accounts.camel.yaml", "typ\u00E9n.csv", "LC_ALL=C.UTF-8");
        Files.writeString(
                file,
                "- beans:\n    - name: rows\n      type: io.accountsync.source.CsvFile\n      properties:\n"
                        + "        path: z\u00E4hler.csv\n" + sync);
        Jar.Ended source = run("check");
        assertThat(source.exitCode()).isEqualTo(2);
        assertThat(source.out() + source.err())
                .contains("accounts.camel.yaml: path: it names the file z\u00E4hler.csv", "LC_ALL=C.UTF-8");
    }

    @Test
    void whatTheLocaleDamagedBeforeIsRefused() throws Exception {
        Jar.Ended variable = run("status", "export SOURCE_PASSWORD=p\u00E4ss");
        assertThat(variable.exitCode()).isEqualTo(2);
        assertThat(variable.err())
                .contains("SOURCE_PASSWORD", "Set LC_ALL=C.UTF-8")
                .doesNotContain("ss has");
        Jar.Ended place = run("status", "mkdir d\u00FC && cd d\u00FC");
        assertThat(place.exitCode()).isEqualTo(2);
        assertThat(place.err()).contains("working directory", "Set LC_ALL=C.UTF-8");
    }

    /** Upper case letters are made in a locale's own way, and Camel takes the default one for names of variables. */
    @Test
    void variablesCountInATurkishLocaleToo() throws Exception {
        Jar.Ended config = run(
                "config show --json",
                "export JAVA_TOOL_OPTIONS='-Duser.language=tr -Duser.country=TR'",
                "export SYNC_DELETIONS=off SYNC_MAX_DELETIONS=3 SALESFORCE_CLIENT_ID=fromTheEnvironment");
        assertThat(config.exitCode()).isZero();
        Map<String, String> values = new HashMap<>();
        new ObjectMapper()
                .readTree(config.out())
                .findParents("key")
                .forEach(entry -> values.put(
                        entry.get("key").asText(), entry.path("value").asText()));
        assertThat(values)
                .containsEntry("sync.deletions", "off")
                .containsEntry("sync.max-deletions", "3")
                .containsKey("salesforce.client-id");
    }

    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Jar.Ended run(String command, String... before) throws Exception {
        Path script = directory.resolve("run.sh");
        Path err = directory.resolve("err.txt");
        Files.writeString(
                script,
                String.join("\n", before) + "\nexec '" + Path.of(System.getProperty("java.home"), "bin", "java")
                        + "' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp \"$CP\" "
                        + AccountSync.class.getName() + " " + command + "\n");
        ProcessBuilder builder = new ProcessBuilder("sh", script.toString())
                .directory(directory.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.matches("(LC|SALESFORCE|SYNC|STATE|SOURCE|CAMEL)_.*"));
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("CP", classPath());
        builder.environment().put("SALESFORCE_LOGIN_URL", org.baseUrl());
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return new Jar.Ended(process.exitValue(), out, Files.readString(err));
    }
}
