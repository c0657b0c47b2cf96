package io.accountsync.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.plan.PlanPage;
import io.accountsync.plan.PlanReport;
import io.accountsync.plan.PlanReport.Totals;
import io.accountsync.run.SendingPath;
import io.accountsync.run.compare.PlannedRecord;
import io.accountsync.run.compare.PlannedRecord.PlannedField;
import io.accountsync.run.sync.ApiPath;
import io.accountsync.salesforce.OrgIdentity;
import io.accountsync.state.Plan;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The page of a plan with 100,000 records, opened from disk in a real browser. */
@Tag("browser")
@TestInstance(Lifecycle.PER_CLASS)
class PlanInBrowserTest {
    private static final int CREATES = 60_000;
    private static final int UPDATES = 39_000;
    private static final int DELETES = 1_000;
    private static final int CLEARED = 1_300;

    private Chromium browser;
    private String page;
    private Tab tab;

    @BeforeAll
    void write(@TempDir Path profile, @TempDir Path directory) {
        browser = Chromium.start(profile);
        Path file = directory.resolve("plan.html");
        try (PlanPage plan = PlanPage.create(file, Clock.systemUTC())) {
            for (int i = 0; i < CREATES; i++) {
                plan.add(new PlannedRecord(
                        "n-" + i,
                        "N-" + i,
                        null,
                        false,
                        null,
                        List.of(
                                new PlannedField("Name", "", "New customer " + i),
                                new PlannedField("BillingCity", "", "Quito"))));
            }
            for (int i = 0; i < UPDATES; i++) {
                plan.add(update(i));
            }
            for (int i = 0; i < DELETES; i++) {
                plan.add(PlannedRecord.deletion("d-" + i, "D-" + i, id(UPDATES + i), "it is not among the rows"));
            }
            plan.end(report());
        }
        page = file.toUri().toString();
    }

    private static PlannedRecord update(int i) {
        List<PlannedField> fields =
                switch (i) {
                    case 0 ->
                        List.of(
                                new PlannedField("Name", "Contoso Trading Limited", "Contoso Trading Ltd"),
                                new PlannedField("BillingCity", "Lisboa", "Lisbon"));
                    case 1 -> List.of(new PlannedField("Name", "Old name", "<script>document.title = 'run'</script>"));
                    case 2 -> List.of(new PlannedField("Name", "Fabrikam", "Fabri\u202ekam"));
                    default ->
                        i % (UPDATES / CLEARED) == 0
                                ? List.of(new PlannedField("Phone", "+351 21 " + i, ""))
                                : List.of(new PlannedField("Name", "Customer " + i, "Customer No. " + i));
                };
        return new PlannedRecord("u-" + i, "U-" + i, id(i), false, null, fields);
    }

    private static String id(int i) {
        return String.format("001%012dAAA", i);
    }

    private static PlanReport report() {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put(Totals.READ, 412_300L);
        counts.put(Totals.CREATES, (long) CREATES);
        counts.put(Totals.UPDATES, (long) UPDATES);
        counts.put(Totals.DELETES, (long) DELETES);
        counts.put(Totals.CLEARS, (long) CLEARED);
        counts.put(Totals.UNCHANGED, 312_300L);
        counts.put(Totals.API_CALLS, 9L);
        Map<String, Long> fields = new LinkedHashMap<>();
        fields.put("Name", 97_000L);
        fields.put("BillingCity", 60_001L);
        fields.put("Phone", (long) CLEARED);
        fields.put("Website", 0L);
        return new PlanReport(
                "accounts",
                new OrgIdentity("00D4W00000Xn2bKUAR", "Acme Ltd", "Enterprise Edition", true),
                "Account",
                List.of(),
                "since 2026-11-26T06:00:00Z",
                counts,
                fields,
                new LinkedHashMap<>(Map.of("Contact", 3_421L)),
                new SendingPath(ApiPath.COLLECTIONS, "fewer than sync.bulk.threshold (200,000)", 99_000, 500, false),
                780L,
                "at the pace of run 41",
                new Plan(
                        "3f2a91bc",
                        "00D4W00000Xn2bKUAR",
                        "v",
                        CREATES,
                        UPDATES,
                        CLEARED,
                        DELETES,
                        null,
                        "The run would create 60,000 Accounts, more than the 1,000 of sync.max-creates.",
                        false),
                null,
                List.of());
    }

    @AfterAll
    void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void open() {
        tab = browser.tab();
        tab.go(page).until("document.body.dataset.ready === 'true'");
        found(CREATES + UPDATES + DELETES);
    }

    /** Whatever somebody does with the page: it asks nobody for anything. */
    @AfterEach
    void nothingWasRequestedAndNothingWentWrong() {
        try {
            assertThat(tab.problems()).isEmpty();
            assertThat(tab.requests()).containsOnly(page);
        } finally {
            tab.close();
        }
    }

    private void found(int records) {
        tab.until("document.querySelector('#found').innerText.startsWith('" + String.format("%,d", records)
                + " of 100,000') && document.querySelector('#list').ariaBusy === 'false'");
    }

    @Test
    void theFirstPageSaysWhatWouldChangeAndHowItIsApproved() {
        assertThat(tab.text())
                .contains(
                        "Acme Ltd", "60,000", "39,000", "1,000", "account-sync approve accounts 3f2a91bc", "Signature");
        assertThat(tab.eval("document.querySelectorAll('#list .record').length").asInt())
                .isEqualTo(100);
    }

    @Test
    void recordsAreFoundByWhatIsInThem() {
        tab.write("#search", "contoso");
        found(1);

        tab.untilText(".record h3", "U-0")
                .untilText(".old", "Contoso Trading Limited")
                .untilText(".new", "Contoso Trading Ltd");
        tab.write("#search", "nobody has this");
        found(0);
        tab.press("Escape");
        found(100_000);
    }

    @Test
    void recordsAreFilteredByFieldAndByKind() {
        chooseField("Phone");
        found(CLEARED - 1);
        tab.click("#kinds [data-kind=update]");
        found(CLEARED - 1);
        chooseField("any field");
        found(UPDATES);
        tab.click("#kinds [data-kind=update]").click("#kinds [data-kind=delete]");
        found(DELETES);
        tab.untilText(".record .remark", "it is not among the rows");
        tab.click("#kinds [data-kind=delete]").click("#tags button", "only losing a value");
        found(CLEARED - 1);
    }

    private void chooseField(String name) {
        tab.eval("(list => { list.value = [...list.options].find(one => one.text === '" + name
                + "').value; list.dispatchEvent(new Event('change')); })(document.querySelector('#field'))");
    }

    @Test
    void pagesAreTurnedByButtonsAndKeysToTheLastOne() {
        tab.until(
                "document.querySelector('#last-page').innerText === '1,000' && document.querySelector('#first').disabled");
        tab.click("#next").untilText(".record h3", "N-100");
        tab.press("n").untilText(".record h3", "N-200").press("p").untilText(".record h3", "N-100");
        tab.click("#last").untilText(".record h3", "D-999");
        tab.until("document.querySelector('#next').disabled");
        tab.write("#page", "601").press("Enter").untilText(".record h3", "U-0");
        tab.eval("document.activeElement.blur()");
        tab.press("/").until("document.activeElement.id === 'search'");
    }

    @Test
    void aScriptInARowIsTextAndWhatNobodySeesIsNamed() {
        tab.write("#search", "<script>");
        found(1);

        tab.untilText(".new", "<script>document.title = 'run'</script>");
        assertThat(tab.eval("document.title").asText()).isNotEqualTo("run");
        tab.write("#search", "u-2");
        tab.untilText(".new", "Fabri\\u202ekam");
        tab.write("#search", "");
        found(100_000);
    }

    @Test
    void onPaperIsWhatIsSignedAndNothingOfItIsCut() {
        for (int width : new int[] {186, 192}) {
            tab.onPaper(width);

            assertThat(tab.text())
                    .contains("Acme Ltd", "00D4W00000Xn2bKUAR", "60,000", "39,000", "1,000", "3,421")
                    .contains("3f2a91bc", "account-sync approve accounts 3f2a91bc", "Fingerprint of the records")
                    .contains("Name", "BillingCity", "Phone", "97,000", "Signature", "Date")
                    .contains("The records themselves are not on paper")
                    .doesNotContain("Customer No.")
                    .doesNotContain("Next");
            assertThat(tab.eval(Looks.CUT).asText()).isEmpty();
            assertThat(tab.eval(Looks.WEAK).asText()).isEmpty();
        }
        assertThat(tab.sheets()).isBetween(1, 2);
    }

    /** Made anew by -Dpictures=docs/images. */
    @Test
    @EnabledIfSystemProperty(named = "pictures", matches = ".+")
    void picturesForTheDocuments() {
        Path images = Path.of(System.getProperty("pictures"));
        tab.size(1120, 860).picture(images.resolve("plan.png"));
        tab.write("#search", "customer no. 1");
        tab.untilText(".new", "Customer No. 1");
        tab.eval("document.querySelector('#records').scrollIntoView()");
        tab.picture(images.resolve("plan-records.png"));
    }

    @Test
    void inTheDarkAndOnATelephoneItCanBeRead() {
        tab.write("#search", "u-1");
        tab.untilText(".record h3", "U-1");

        assertThat(tab.eval(Looks.WEAK).asText()).isEmpty();
        tab.dark();
        assertThat(tab.eval(Looks.WEAK).asText()).isEmpty();
        tab.size(360, 740).until("window.innerWidth === 360");
        assertThat(tab.eval(Looks.WIDE).asText()).isEmpty();
    }
}
