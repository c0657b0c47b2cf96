package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.LocalOrgOptions;
import io.accountsync.source.SampleSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Every command of docs/first-production-run.md, in its order, against a local org that has Accounts of its own. */
class FirstProductionRunIT {
    private static final Pattern BLOCK = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    private static final Pattern PLAN_ID = Pattern.compile("approve accounts (\\S+)");

    private final LocalOrg org =
            LocalOrg.start(LocalOrgOptions.builder().sandbox(true).build());

    @TempDir
    private Path directory;

    private InProcess command;
    private String planId;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void theGuideLeadsFromAnOrgWithAccountsToASchedule() throws Exception {
        SampleSource source = SampleSource.create(directory.resolve("source.db"));
        org.insert("Account", Map.of("Name", "Nobody's row"));
        List<Map<String, Object>> known = new JdbcTemplate(new DriverManagerDataSource(source.url()))
                .queryForList("select company_name, website from customers where website like '%.example' limit 5");
        known.forEach(
                row -> org.insert("Account", Map.of("Name", row.get("company_name"), "Website", row.get("website"))));
        command = new InProcess()
                .at(org)
                .with("source.url", source.url())
                .with("state.directory", directory.resolve("data").toString());
        assertThat(known).hasSize(5);

        int commands = 0;
        for (String line : lines()) {
            if (line.startsWith("./account-sync serve")) {
                serve(source);
            } else if (line.startsWith("./account-sync ")) {
                run(line);
            } else {
                assertThat(line).startsWith("export SALESFORCE_EXPECT=");
                if (line.endsWith("=sandbox")) {
                    command.with("salesforce.expect", "sandbox");
                }
            }
            commands++;
        }
        assertThat(commands).isGreaterThan(15);
        assertThat(org.records("Account").stream().filter(account -> account.get("Customer_Id__c") == null))
                .as("what was adopted was not made a second time, and nobody's record stayed as it was")
                .hasSize(1);
        for (Map<String, Object> row : known) {
            assertThat(org.records("Account").stream()
                            .filter(account -> row.get("website").equals(account.get("Website"))))
                    .hasSize(1);
        }
    }

    private void run(String line) {
        Jar.Ended ended = command.run(words(line).toArray(String[]::new));
        String said = line + "\n" + ended.out() + ended.err();
        assertThat(ended.exitCode()).as(said).isIn(0, 3, 4);
        assertThat(said).doesNotContain("Exception", "Usage:");
        Matcher id = PLAN_ID.matcher(ended.out());
        if (id.find()) {
            planId = id.group(1);
        }
    }

    private void serve(SampleSource source) throws Exception {
        Jar jar = new Jar(directory)
                .against(org)
                .with("SOURCE_URL", source.url())
                .with("STATE_DIRECTORY", directory.resolve("data").toString())
                .with("SYNC_ACCOUNTS_SCHEDULE", "* * * * * ?");
        Process process = jar.start("serve");
        try {
            await().until(() -> jar.err().contains(" ended "));
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(line.substring("./account-sync ".length()));
        while (matcher.find()) {
            String word = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
            words.add(
                    word.equals("<id>")
                            ? planId
                            : word.matches(".*\\.(csv|html)")
                                    ? directory.resolve(word).toString()
                                    : word);
        }
        return words;
    }

    private static List<String> lines() throws Exception {
        Matcher blocks = BLOCK.matcher(Files.readString(Path.of("docs/first-production-run.md")));
        List<String> lines = new ArrayList<>();
        while (blocks.find()) {
            Stream.of(blocks.group(1).split("\n"))
                    .filter(line -> !line.isBlank())
                    .forEach(lines::add);
        }
        return lines;
    }
}
