package io.accountsync.run.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.accountsync.config.ConfigurationException;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.run.SampleFile;
import io.accountsync.run.TestSync;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.TimeZone;
import org.apache.camel.component.quartz.QuartzComponent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quartz.CronTrigger;
import org.quartz.TriggerKey;

/** When a sync starts by itself, as the scheduler has it: in the zone that its keys say, whatever its file and the machine say. */
class SchedulesTest {
    private static LocalOrg org;
    private static TimeZone before;

    @TempDir
    private Path directory;

    @BeforeAll
    static void onAMachineInTokyo() {
        before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
        org = LocalOrg.start();
    }

    @AfterAll
    static void stop() {
        org.close();
        TimeZone.setDefault(before);
    }

    /** A route that starts the sync, with these further lines among its parameters. */
    private static String trigger(String... parameters) {
        return TestSync.ACCOUNTS + TestSync.ROWS
                + """

                - route:
                    id: accounts
                    from:
                      uri: quartz
                      parameters:
                        groupName: account-sync
                        triggerName: accounts
                """
                + "        " + String.join("\n        ", parameters)
                + """

                      steps:
                        - setVariable: { name: sync, expression: { constant: { expression: accounts } } }
                        - to: { uri: direct, parameters: { name: sync-run } }
                """;
    }

    private CronTrigger scheduled(String file, String... keys) throws Exception {
        try (TestSync sync = TestSync.startFile(org, directory, file, keys)) {
            return (CronTrigger) sync.context()
                    .getComponent("quartz", QuartzComponent.class)
                    .getScheduler()
                    .getTrigger(TriggerKey.triggerKey("accounts", "account-sync"));
        }
    }

    @Test
    void aFileWithoutATimeZoneMeansUtcAndNotTheZoneOfTheMachine() throws Exception {
        CronTrigger trigger = scheduled(trigger("cron: 0 0 3 * * ?"), "sync.accounts.schedule", "");
        assertThat(trigger.getTimeZone().toZoneId().normalized())
                .isEqualTo(ZoneId.of("UTC").normalized());
        assertThat(trigger.getCronExpression()).isEqualTo("0 0 3 * * ?");
    }

    @Test
    void theKeyOfTheSyncCountsWhateverTheFileSays() throws Exception {
        String key = "sync.accounts.time-zone";
        assertThat(scheduled(trigger("cron: 0 0 3 * * ?"), key, "Europe/Berlin")
                        .getTimeZone()
                        .getID())
                .isEqualTo("Europe/Berlin");
        assertThat(scheduled(trigger("cron: 0 0 3 * * ?", "trigger.timeZone: America/New_York"), key, "Europe/Berlin")
                        .getTimeZone()
                        .getID())
                .isEqualTo("Europe/Berlin");
        assertThat(scheduled(trigger("cron: 0 0 3 * * ?"), key, "UTC+02:00")
                        .getTimeZone()
                        .getRawOffset())
                .as("an offset, which Camel takes for UTC")
                .isEqualTo(2 * 3_600_000);
    }

    @Test
    void theKeyOfAllSyncsCountsWhereNothingElseSaysAZone() throws Exception {
        String key = "sync.time-zone";
        assertThat(scheduled(trigger("cron: 0 0 3 * * ?"), key, "Europe/Berlin")
                        .getTimeZone()
                        .getID())
                .isEqualTo("Europe/Berlin");
        assertThat(scheduled(trigger("cron: 0 0 3 * * ?", "trigger.timeZone: America/New_York"), key, "Europe/Berlin")
                        .getTimeZone()
                        .getID())
                .isEqualTo("America/New_York");
        assertThat(scheduled(
                                SampleFile.read().text(),
                                key,
                                "Europe/Berlin",
                                "source.url",
                                "jdbc:sqlite:" + directory.resolve("rows.db"))
                        .getTimeZone()
                        .getID())
                .isEqualTo("Europe/Berlin");
    }

    @Test
    void theScheduleOfTheKeyCountsWhereTheFileHasOneOfItsOwn() throws Exception {
        assertThat(scheduled(trigger("cron: 0 0 3 * * ?"), "sync.accounts.schedule", "0 30 4 * * ?")
                        .getCronExpression())
                .isEqualTo("0 30 4 * * ?");
    }

    @Test
    void aRouteForFullRefreshesIsInTheSameZone() throws Exception {
        String file = trigger("cron: \"{{sync.accounts.schedule}}\"")
                + trigger("cron: 0 0 3 ? * SUN")
                        .substring(trigger("x: y")
                                .indexOf("- route:", trigger("x: y").indexOf("accounts-source\n  ")))
                        .replace("id: accounts\n", "id: accounts-weekly\n")
                        .replace("triggerName: accounts", "triggerName: weekly");
        try (TestSync sync = TestSync.startFile(org, directory, file, "sync.accounts.time-zone", "Europe/Berlin")) {
            CronTrigger weekly = (CronTrigger) sync.context()
                    .getComponent("quartz", QuartzComponent.class)
                    .getScheduler()
                    .getTrigger(TriggerKey.triggerKey("weekly", "account-sync"));
            assertThat(weekly.getTimeZone().getID()).isEqualTo("Europe/Berlin");
        }
    }

    @Test
    void aZoneThatThereIsNotIsRefusedByTheNameOfWhatSaysIt() {
        refused(
                trigger("cron: 0 0 3 * * ?"),
                "sync.accounts.time-zone",
                "Europe/Berln",
                "configuration: sync.accounts.time-zone is Europe/Berln, which is not a time zone");
        refused(
                trigger("cron: 0 0 3 * * ?", "trigger.timeZone: Europe/Berln"),
                "sync.retries",
                "5",
                "routes/accounts.camel.yaml: trigger.timeZone is Europe/Berln, which is not a time zone");
    }

    private void refused(String file, String key, String value, String message) {
        assertThatThrownBy(() -> scheduled(file, key, value))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message);
    }
}
