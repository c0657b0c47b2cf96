package io.accountsync.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.config.Finding;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.mapping.Binding;
import io.accountsync.run.TestSync;
import io.accountsync.run.calls.CachedDescribes;
import io.accountsync.run.sync.Sync;
import io.accountsync.salesforce.Org;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether any run would find out which rows are gone is said before one is begun. */
class GoneCheckTest {
    private static final LocalOrg ORG = LocalOrg.start();

    private static final String ROUTE =
            """
            - route:
                id: accounts-deletions
                from:
                  uri: direct
                  parameters:
                    name: accounts-deletions
                  steps:
                    - setBody:
                        expression:
                          constant:
                            expression: no rows
            """;

    @TempDir
    private Path directory;

    @AfterAll
    static void stopOrg() {
        ORG.close();
    }

    @Test
    void withACursorAndNoWayToKnowTheRemediesAreNamed() {
        assertThat(findings(file(TestSync.ACCOUNTS_WITH_CURSOR, "whenRowGone: delete")))
                .singleElement()
                .satisfies(finding -> assertThat(finding.text())
                        .contains("accounts.camel.yaml, line ", "whenRowGone is delete", "no run finds out")
                        .contains("deletedWhen", "accounts-deletions", "sync.accounts.full-schedule"));
        assertThat(findings(
                        file(TestSync.ACCOUNTS_WITH_CURSOR, "whenRowGone: delete"),
                        "sync.accounts.full-schedule",
                        "0 0 3 ? * SUN"))
                .isEmpty();
        assertThat(findings(file(TestSync.ACCOUNTS, "whenRowGone: delete"))).isEmpty();
        assertThat(findings(file(
                        TestSync.ACCOUNTS_WITH_CURSOR,
                        "whenRowGone: delete",
                        "deletedWhen: \"${body[deleted_at]} != null\"")))
                .isEmpty();
    }

    @Test
    void keysThatContradictTheFileAreNamed() {
        assertThat(findings(file(TestSync.ACCOUNTS, "whenRowGone: delete"), "sync.deletions", "off"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).contains("sync.deletions is off"));
        assertThat(findings(file(TestSync.ACCOUNTS, "whenRowGone: delete"), "sync.max-missing", "100"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).contains("sync.max-missing is 100"));
    }

    @Test
    void aRouteThatNobodyAsksOrThatLeavesNoKeysIsNamed() {
        assertThat(findings(TestSync.ACCOUNTS + ROUTE)).singleElement().satisfies(finding -> assertThat(finding.text())
                .contains("nobody asks the route accounts-deletions"));
        assertThat(findings(file(TestSync.ACCOUNTS_WITH_CURSOR, "whenRowGone: delete") + ROUTE))
                .singleElement()
                .satisfies(finding -> assertThat(finding.text())
                        .contains("The route accounts-deletions must leave rows in the body"));
    }

    private List<Finding> findings(String file, String... settings) {
        try (TestSync sync = TestSync.start(ORG, directory, file, settings)) {
            Sync found = sync.engine().syncs().get("accounts");
            Binding binding = found.mapping().bind(new CachedDescribes(new Org(sync.context())));
            return new GoneCheck(sync.context(), found).examine(Optional.of(binding), 100);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static String file(String mapping, String... properties) {
        return mapping.replace("externalId:", String.join("\n        ", properties) + "\n        externalId:");
    }
}
