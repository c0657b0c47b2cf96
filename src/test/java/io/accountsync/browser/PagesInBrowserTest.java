package io.accountsync.browser;

import static io.accountsync.run.TestSync.customers;
import static io.accountsync.run.TestSync.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.adopt.Adoption;
import io.accountsync.adopt.ProposalFiles;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.reconcile.ReconcilePage;
import io.accountsync.reconcile.Reconciliation;
import io.accountsync.run.TestSync;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The pages of reconcile and adopt, opened from disk in a real browser, and as a printer gets them. */
@Tag("browser")
@TestInstance(Lifecycle.PER_CLASS)
class PagesInBrowserTest {
    private static final String LONG = "Sociedade Portuguesa de Componentes Electromecânicos e Derivados ".repeat(3);
    private static final String MATCHED =
            """
            - beans:
                - name: accounts
                  type: io.accountsync.mapping.SyncDefinition
                  properties:
                    object: Account
                    externalId: Customer_Id__c
                    match: Name + BillingCity
                    fields:
                      Customer_Id__c: "${body[id]}"
                      Name: "${body[name]}"
                      BillingCity: "${body[city]}"
            """;

    private final LocalOrg org = LocalOrg.start();
    private Chromium browser;
    private String page;
    private Tab tab;

    @BeforeAll
    void start(@TempDir Path profile) {
        browser = Chromium.start(profile);
    }

    @AfterAll
    void close() {
        org.close();
        if (browser != null) {
            browser.close();
        }
    }

    private void open(Path file) {
        page = file.toUri().toString();
        tab = browser.tab();
        tab.go(page).until("document.body.dataset.ready === 'true'");
        tab.until("document.querySelector('#list').ariaBusy === 'false'");
    }

    @AfterEach
    void nothingWasRequestedAndNothingWentWrong() {
        assertThat(tab.problems()).isEmpty();
        assertThat(tab.requests()).containsOnly(page);
        tab.close();
    }

    @Test
    void aReconciliationShowsFiguresAndBothSidesOfEachDifferenceAlsoOnPaper(@TempDir Path directory) throws Exception {
        Path html = directory.resolve("differences.html");
        try (TestSync sync = TestSync.start(org, directory)) {
            sync.rows(customers(5)).run();
            String id = (String)
                    org.find("Account", "Customer_Id__c", "1").orElseThrow().get("Id");
            org.edit("Account", id, Map.of("Name", "<img src=x onerror=alert(1)>"));
            String other = (String)
                    org.find("Account", "Customer_Id__c", "2").orElseThrow().get("Id");
            org.edit("Account", other, Map.of("Name", LONG.strip()));
            try (ReconcilePage written = ReconcilePage.create(html, Clock.systemUTC())) {
                written.end(new Reconciliation(sync.context(), written::add, Optional.empty()).compare("accounts"));
            }
        }
        open(html);

        assertThat(tab.text()).contains("How they compare", "Fields that differ", "They differ");
        tab.untilText(".record .old", "<img src=x onerror=alert(1)>").untilText(".record .new", "Company 1");
        tab.write("#search", "componentes").until("document.querySelectorAll('#list .record').length === 1");
        assertThat(tab.eval(Looks.WEAK).asText()).isEmpty();
        assertReadableOnATelephone();

        tab.onPaper(186);
        assertThat(tab.text())
                .contains("the same", "different there", "Name", "Local Org", "Fingerprint of the records")
                .contains("The records themselves are not on paper")
                .doesNotContain("Componentes");
        assertNothingIsLostOnPaper();
    }

    @Test
    void anAdoptionShowsEachRecordNextToItsRowsAndItsCommandIsOnPaper(@TempDir Path directory) throws Exception {
        Path html = directory.resolve("pairs.html");
        Path csv = directory.resolve("pairs-of-the-org-and-the-rows-" + "with-a-long-name-".repeat(6) + ".csv");
        org.insert("Account", Map.of("Name", "ACME, Inc.", "BillingCity", "Zürich"));
        org.insert("Account", Map.of("Name", "Twin Ltd", "BillingCity", "Bern"));
        org.insert("Account", Map.of("Name", LONG.strip() + " <script>alert(1)</script>"));
        try (TestSync sync = TestSync.start(org, directory, MATCHED)) {
            sync.rows(List.of(
                    row("id", "a1", "name", "Acme", "city", "Zurich"),
                    row("id", "a3", "name", "Twin", "city", "Bern"),
                    row("id", "a4", "name", "TWIN GmbH", "city", "Bern"),
                    row("id", null, "name", "No key", "city", null)));
            new Adoption(sync.context()).match("accounts", null, new ProposalFiles(csv, false, Optional.of(html)));
        }
        open(html);

        tab.untilText(".record h3", "a1").untilText(".values caption", "Row a3").untilText(".values caption", "Row a4");
        assertThat(tab.eval("getComputedStyle(document.querySelector('.is-match th'), '::after').content")
                        .asText())
                .contains("(matched)");
        tab.untilText(".record", "<script>alert(1)</script>");
        assertThat(tab.eval(Looks.WEAK).asText()).isEmpty();
        assertReadableOnATelephone();

        tab.onPaper(186);
        assertThat(tab.text())
                .contains(
                        "1 record can be linked",
                        "account-sync adopt accounts --apply",
                        csv.getFileName().toString())
                .contains("ambiguous", "a row without key", "Agreed", "Name", "Date", "Signature", "Local Org");
        assertNothingIsLostOnPaper();
    }

    private void assertReadableOnATelephone() {
        tab.dark();
        assertThat(tab.eval(Looks.WEAK).asText()).isEmpty();
        tab.size(360, 740).until("window.innerWidth === 360");
        assertThat(tab.eval(Looks.WIDE).asText()).isEmpty();
    }

    private void assertNothingIsLostOnPaper() {
        assertThat(tab.eval(Looks.CUT).asText()).isEmpty();
        assertThat(tab.eval(Looks.WEAK).asText()).isEmpty();
        assertThat(tab.sheets()).isEqualTo(1);
    }
}
