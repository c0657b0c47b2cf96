package io.accountsync.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.page.PageFile;
import io.accountsync.plan.PlanReport.Totals;
import io.accountsync.run.SendingPath;
import io.accountsync.run.compare.PlannedRecord;
import io.accountsync.run.compare.PlannedRecord.PlannedField;
import io.accountsync.run.sync.ApiPath;
import io.accountsync.salesforce.OrgIdentity;
import io.accountsync.state.Plan;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an admin sees of a plan. */
class PlanPageTest {
    private static final Instant NOW = Instant.parse("2026-11-27T17:40:12.345Z");
    private static final Plan GUARD = new Plan(
            "3f2a91bc",
            "00D000000000001AAA",
            "m",
            2,
            1,
            0,
            0,
            null,
            "The run would create 2 records of <b>Account</b>.",
            false);

    @TempDir
    private Path directory;

    @Test
    void theFirstPageSaysWhichOrgWhichSyncWhenAndHowLong() {
        PageFile page = page(report(null, null));
        assertThat(page.fact("Org")).isEqualTo("Acme &lt;b&gt; &amp; Söhne");
        assertThat(page.fact("Org id")).isEqualTo("00D000000000001AAA");
        assertThat(page.fact("Type of org")).isEqualTo("Enterprise Edition, sandbox");
        assertThat(page.fact("Sync")).isEqualTo("accounts");
        assertThat(page.fact("Object")).isEqualTo("Account");
        assertThat(page.fact("Made at")).isEqualTo("2026-11-27T17:40:12Z");
        assertThat(page.fact("Rows that were read")).isEqualTo("1,234, all of them: first run");
        assertThat(page.fact("Predicted calls")).isEqualTo("7");
        assertThat(page.fact("Predicted time")).isEqualTo("about 3 minutes, at the pace of run 3");
        assertThat(page.verdict("ready")).contains("No guard would stop the run", "account-sync run accounts<");
    }

    @Test
    void aGuardIsNamedWithItsReasonItsCommandAndThePlanToSign() {
        PageFile page = page(report(GUARD, null));
        assertThat(page.verdict("held-back"))
                .contains(
                        "A guard would stop the run",
                        "The run would create 2 records of &lt;b&gt;Account&lt;/b&gt;.",
                        ">account-sync approve accounts 3f2a91bc</pre>");
        assertThat(page.verdict("ready")).isEmpty();
        assertThat(page.fact("Plan id")).isEqualTo("3f2a91bc");
        assertThat(page.section("signature"))
                .contains(
                        "of 2026-11-27T17:40:12Z for the org",
                        "plan 3f2a91bc",
                        "00D000000000001AAA",
                        "<p>Name</p>",
                        "<p>Date</p>",
                        "<p>Signature</p>");
    }

    @Test
    void aRunThatNobodyCanApproveIsNamedToo() {
        assertThat(page(report(null, "5 of 9 rows are invalid")).verdict("would-stop"))
                .contains("The run would stop", "5 of 9 rows are invalid.")
                .doesNotContain("approve");
    }

    @Test
    void eachFigureIsThatOfTheReportAndWhatSalesforceDeletesAlongIsShown() {
        PlanReport report = report(GUARD, null);
        PageFile page = page(report);
        report.counts().forEach((name, count) -> {
            if (count > 0 && !name.equals(Totals.READ) && !name.equals(Totals.API_CALLS)) {
                assertThat(page.number("figures", name)).as(name).isEqualTo(count);
            }
        });
        assertThat(page.number("figures", Totals.DELETES)).isEqualTo(1);
        assertThat(page.number("cascades", "Contact")).isEqualTo(3421);
        assertThat(page.section("cascades")).contains("not countable</td><th scope=\"row\">AccountShare</th>");
        assertThat(page.number("fields", "Name")).isEqualTo(3);
        assertThat(page.section("fields"))
                .contains(
                        "Untouched by this run, though the sync writes them: Phone",
                        "This sync never writes any other field of Account");
        assertThat(page.section("notes")).contains("A note");
    }

    @Test
    void eachRecordIsThereWithOldAndNewValuesAndByWhatItIsFound() {
        PageFile page = page(report(null, null));
        assertThat(page.records()).hasSize(4);
        List<String> kinds = new ArrayList<>();
        page.records()
                .forEach(record -> kinds.add(
                        page.meta().at("/kinds/" + record.get(0).asInt() + "/0").asText()));
        assertThat(kinds).containsExactly("create", "update", "flag", "delete");
        JsonNode update = page.records().get(1);
        assertThat(update.get(1).asText()).isEqualTo("C-2 (compared as c-2)");
        assertThat(update.get(2).asText()).isEqualTo("001000000000002AAA");
        assertThat(update.at("/5/1").toString()).isEqualTo("[0,\"Old\",\"New\"]");
        assertThat(update.at("/5/2").toString()).isEqualTo("[1,\"+44 20\",\"\"]");
        List<String> tags = new ArrayList<>();
        update.get(3)
                .forEach(tag -> tags.add(page.meta().at("/tags/" + tag.asInt()).asText()));
        assertThat(tags)
                .containsExactly(
                        "losing a value",
                        "in the org already, not yet linked",
                        "changed in Salesforce since last sent");
        assertThat(page.records().get(3).get(4).toString())
                .isEqualTo("[\"Would be deleted: it is not among the rows\"]");
    }

    private PageFile page(PlanReport report) {
        Path file = directory.resolve("plan.html");
        try (PlanPage page = PlanPage.create(file, Clock.fixed(NOW, ZoneOffset.UTC))) {
            page.add(new PlannedRecord("c-1", "c-1", null, false, null, List.of(new PlannedField("Name", "", "One"))));
            page.add(new PlannedRecord(
                    "c-2",
                    "C-2",
                    "001000000000002AAA",
                    true,
                    NOW,
                    List.of(new PlannedField("Name", "Old", "New"), new PlannedField("Fax", "+44 20", ""))));
            page.add(new PlannedRecord(
                            "c-3",
                            "c-3",
                            "001000000000003AAA",
                            false,
                            null,
                            List.of(new PlannedField("Rating", "Hot", "Cold")))
                    .flagged());
            page.add(PlannedRecord.deletion("c-4", "c-4", "001000000000004AAA", "it is not among the rows"));
            page.end(report);
        }
        return PageFile.of(file);
    }

    private static PlanReport report(Plan heldBack, String wouldStop) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put(Totals.READ, 1234L);
        long number = 11;
        for (String name : List.of(
                Totals.CLEARS,
                Totals.LINKS,
                Totals.EDITED,
                Totals.SAME,
                Totals.UNCHANGED,
                Totals.INVALID,
                Totals.DUPLICATE,
                Totals.TOMBSTONES,
                Totals.MISSING,
                Totals.NOT_IN_SALESFORCE,
                Totals.ALREADY_IN_SALESFORCE,
                Totals.GONE,
                Totals.MERGED,
                Totals.FOLLOWED,
                Totals.DEFERRED,
                Totals.STILL_REJECTED,
                Totals.UNRESOLVED,
                Totals.WAITING)) {
            counts.put(name, number++ * 1001);
        }
        counts.putAll(Map.of(Totals.CREATES, 1L, Totals.UPDATES, 1L, Totals.FLAGS, 1L, Totals.DELETES, 1L));
        counts.put(Totals.API_CALLS, 3L);
        Map<String, Long> fields = new LinkedHashMap<>(Map.of("Name", 3L));
        fields.put("Phone", 0L);
        Map<String, Long> cascades = new LinkedHashMap<>(Map.of("Contact", 3421L));
        cascades.put("AccountShare", null);
        return new PlanReport(
                "accounts",
                new OrgIdentity("00D000000000001AAA", "Acme <b> & Söhne", "Enterprise Edition", true),
                "Account",
                List.of(),
                "first run",
                counts,
                fields,
                cascades,
                new SendingPath(ApiPath.COLLECTIONS, "fewer than sync.bulk.threshold (2,000)", 4, 7, false),
                130L,
                "at the pace of run 3",
                heldBack,
                wouldStop,
                List.of("A note"));
    }
}
