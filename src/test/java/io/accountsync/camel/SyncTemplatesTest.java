package io.accountsync.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.accountsync.config.ConfigurationException;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.run.Count;
import io.accountsync.run.TestSync;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.apache.camel.util.ObjectHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sync file that takes its schedule and its source from the templates of the jar. */
class SyncTemplatesTest {
    private static final String SCHEDULE =
            """
            - templatedRoute:
                routeTemplateRef: sync-schedule
                parameters:
                  - name: sync
                    value: accounts
            """;

    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    @AfterEach
    void stopOrg() {
        org.close();
    }

    @Test
    void theScheduleIsARouteOfTheSyncsOwnNameAndKey() {
        String file = TestSync.ACCOUNTS + TestSync.ROWS + SCHEDULE;
        try (TestSync sync = TestSync.startFile(
                org,
                directory,
                file,
                "sync.accounts.schedule",
                "0 30 4 * * ?",
                "sync.accounts.time-zone",
                "Europe/Berlin")) {
            QuartzEndpoint endpoint =
                    (QuartzEndpoint) sync.context().getRoute("accounts").getEndpoint();
            assertThat(endpoint.getCron()).isEqualTo("0 30 4 * * ?");
            assertThat(endpoint.getTriggerKey().toString()).isEqualTo("account-sync.accounts");
            assertThat(endpoint.isStateful()).isTrue();
            assertThat(sync.engine().describe("accounts")).contains("runs at 0 30 4 * * ? in Europe/Berlin");
            assertThat(sync.rows(TestSync.customers(3)).run().count(Count.CREATED))
                    .isEqualTo(3);
        }
    }

    @Test
    void aFileOfRowsNeedsNeitherBeanNorRoute() throws Exception {
        Path rows = Files.writeString(directory.resolve("rows.csv"), "id;name;city;parent\n1;One;Bonn;\n2;Two;;\n");
        String file = TestSync.ACCOUNTS
                + """
                - templatedRoute:
                    routeTemplateRef: csv-source
                    parameters:
                      - name: sync
                        value: accounts
                      - name: path
                        value: "%s"
                      - name: delimiter
                        value: ";"
                """
                        .formatted(rows);
        try (TestSync sync = TestSync.startFile(org, directory.resolve("state"), file)) {
            assertThat(sync.run().count(Count.CREATED)).isEqualTo(2);
        }
    }

    @Test
    void aMisspelledParameterIsNamedWithFileAndRemedy() {
        String file = TestSync.ACCOUNTS + TestSync.ROWS + SCHEDULE.replace("- name: sync", "- name: snyc");
        assertThat(mistakeIn(file))
                .hasMessageContaining(
                        "routes/accounts.camel.yaml: templatedRoute of sync-schedule has an unknown parameter "
                                + "snyc; did you mean sync?");
    }

    @Test
    void aMisspelledTemplateIsNamedWithFileAndTheOneThatWasMeant() {
        String file = TestSync.ACCOUNTS + TestSync.ROWS + SCHEDULE.replace("sync-schedule", "sync-shedule");
        assertThat(mistakeIn(file))
                .hasMessageContaining(
                        "routes/accounts.camel.yaml: there is no route template sync-shedule; did you mean "
                                + "sync-schedule?");
    }

    @Test
    void theSameRouteTwiceIsRefusedSinceOnlyOneWouldCount() {
        String file = TestSync.ACCOUNTS + TestSync.ROWS + SCHEDULE + SCHEDULE;
        assertThat(mistakeIn(file))
                .hasMessageContaining("routes/accounts.camel.yaml: the route accounts appears twice");
    }

    @Test
    void aSyncThatThereIsNotIsNamedWithTheNearest() {
        String file = TestSync.ACCOUNTS + TestSync.ROWS + SCHEDULE.replace("value: accounts", "value: acounts");
        assertThat(mistakeIn(file))
                .hasMessageContaining("routes/accounts.camel.yaml")
                .hasMessageContaining("acounts, which is not a sync; did you mean accounts?");
    }

    /** What a start says of a file; null for nothing. */
    private ConfigurationException mistakeIn(String file) {
        Throwable thrown =
                catchThrowable(() -> TestSync.startFile(org, directory, file).close());
        return ObjectHelper.getException(ConfigurationException.class, thrown);
    }
}
