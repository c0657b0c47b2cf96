package io.accountsync.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.config.PackedKeys;
import io.accountsync.config.Settings;
import io.accountsync.console.ConsoleProcess;
import io.accountsync.console.ConsoleServer;
import io.accountsync.console.ConsoleSettings;
import io.accountsync.console.SyncMistakes;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/** The console as a person has it: in a real browser. */
@Tag("browser")
@TestInstance(Lifecycle.PER_CLASS)
class ConsoleInBrowserTest {
    private static final String ACCOUNTS = "[data-sync=accounts]";
    private static final List<String> VIEWS = List.of(
            "#/", "#/sync/accounts/runs", "#/sync/accounts/rejected", "#/sync/accounts/mapping", "#/run/18", "#/audit");

    private Chromium browser;
    private ConsoleStage stage;
    private Tab tab;
    private String address;

    @BeforeAll
    void open(@TempDir Path profile, @TempDir Path directory) {
        browser = Chromium.start(profile);
        stage = new ConsoleStage(directory);
    }

    @AfterAll
    void close() {
        if (stage != null) {
            stage.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void openTab() {
        tab = browser.tab();
        address = stage.address();
    }

    /** Whatever a test does: the page breaks no rule of its own, and asks nobody but its server. */
    @AfterEach
    void nothingWentWrongInTheBrowser() {
        try {
            assertThat(tab.problems()).isEmpty();
            assertThat(tab.requests()).isNotEmpty().allMatch(url -> url.startsWith(address));
        } finally {
            tab.close();
        }
    }

    private Tab see(String view) {
        tab.go(stage.address() + view);
        return drawn(view);
    }

    private Tab signedIn(String view) {
        see("#/");
        signIn(ConsoleStage.TOKEN);
        tab.untilText("header button", "Sign out");
        tab.eval("location.hash = " + Tab.quoted(view));
        return drawn(view);
    }

    private Tab drawn(String view) {
        return tab.until("document.querySelector('main').dataset.view === " + Tab.quoted(view));
    }

    private void signIn(String token) {
        tab.click("#open-signin").write("#signin input[name=who]", "Ada");
        tab.write("#signin input[name=token]", token).click("#signin button[type=submit]");
    }

    @Test
    void overviewShowsEachSyncWithItsStatusItsNextStartItsPlanAndTheBudget() {
        stage.reject();
        stage.holdBack("prospects");
        see("#/");

        tab.untilText("[data-sync=prospects] .badge", "FAILED");
        tab.untilText("[data-sync=prospects]", "8,214 to create");
        assertThat(tab.eval("document.querySelector('" + ACCOUNTS + "').innerText")
                        .asText())
                .contains("Next start", "rejected", "DUPLICATES_DETECTED 2");
        assertThat(tab.text()).contains("API calls of 24 hours", "of 15,000");
    }

    @Test
    void runsAreAChartAndATableFromWhichOneOpens() {
        see("#/").click(ACCOUNTS + " .links a", "Runs");
        tab.untilText("h1", "accounts: runs");

        long runs = tab.eval("document.querySelectorAll('tbody tr').length").asLong();
        assertThat(runs).isGreaterThan(ConsoleStage.PAST_RUNS);
        assertThat(tab.eval("[...document.querySelectorAll('.charts figure')]"
                                + ".map(one => one.querySelectorAll('rect.run').length).join()")
                        .asText())
                .isEqualTo(String.join(",", Collections.nCopies(4, String.valueOf(runs))));
        assertThat(tab.text()).contains("Rows read", "Rejected", "Duration", "API calls");
        tab.click("tbody tr td a").untilText("h1", "of accounts");
        tab.untilText("main", "rows read");
    }

    @Test
    void aRunOfThisProcessHasItsCountsAndPhases() {
        see("#/").click(ACCOUNTS + " dd a").untilText("h1", "of accounts");

        tab.untilText("h2", "Counts").untilText("h2", "Phases").untilText("td", "created");
    }

    @Test
    void progressIsShownWhileARunGoesOnWithoutAReload() {
        see("#/").untilText(ACCOUNTS + " .links a", "Runs");
        try (ConsoleStage.HeldRun held = stage.hold()) {
            tab.untilText(ACCOUNTS + " .badge", "RUNNING");
            tab.untilText(ACCOUNTS + " .progress", "Sending: 200 of 400");
            assertThat(tab.eval("document.querySelector('" + ACCOUNTS + " progress').position")
                            .asDouble())
                    .isEqualTo(0.5);
        }
        tab.until("!document.querySelector('" + ACCOUNTS + " progress')");
        tab.until("!document.querySelector('" + ACCOUNTS + " .badge').innerText.includes('RUNNING')");
        assertThat(tab.requests().stream().filter(url -> url.endsWith("/page.js")))
                .hasSize(1);
    }

    @Test
    void newsOfARunTakesTheFocusFromNobody() {
        see("#/").untilText(ACCOUNTS + " .links a", "Mapping");
        tab.eval("document.querySelector('" + ACCOUNTS + " .links a:last-child').focus()");
        try (ConsoleStage.HeldRun held = stage.hold()) {
            tab.untilText(ACCOUNTS + " .badge", "RUNNING").untilText(ACCOUNTS + " .progress", "Sending");
            assertFocusIsAtTheMapping();
        }
        tab.until("!document.querySelector('" + ACCOUNTS + " .badge').innerText.includes('RUNNING')");
        assertFocusIsAtTheMapping();
    }

    private void assertFocusIsAtTheMapping() {
        assertThat(tab.eval("document.activeElement.hash").asText()).isEqualTo("#/sync/accounts/mapping");
    }

    @Test
    void rejectedRecordsAreFoundByCodeAndByWhatIsInTheirReasonAndScriptsInThemAreText() {
        stage.reject();
        signedIn("#/sync/accounts/rejected").untilText("td", "C-10017");

        assertThat(tab.text()).contains("<script>alert(1)</script>", "C-10023", "INVALID_EMAIL_ADDRESS");
        tab.click(".tools button", "DUPLICATES_DETECTED (2)");
        tab.until("document.querySelectorAll('tbody tr').length === 2");
        tab.click(".tools button", "All (5)").until("document.querySelectorAll('tbody tr').length === 5");
        tab.write("input[type=search]", "phone number").press("Enter");
        tab.until("document.querySelectorAll('tbody tr').length === 1").untilText("td", "C-10101");
        tab.write("input[type=search]", "nobody has this").press("Enter");
        tab.untilText("main", "No record has this");
        tab.write("input[type=search]", "C-10017").press("Enter").click("td a", "C-10017");
        tab.untilText("h1", "Record C-10017").untilText("pre", "Contoso value");
        tab.untilText("main a", "The record in Salesforce");
        assertThat(tab.eval(
                                "[...document.querySelectorAll('main a')].find(one => one.innerText.includes('Salesforce')).href")
                        .asText())
                .startsWith(stage.org().baseUrl() + "/001");
    }

    @Test
    void mappingIsATable() {
        signedIn("#/sync/accounts/mapping").untilText("h1", "accounts: mapping");

        tab.untilText("td", "Customer_Id__c").untilText("td", "string(255)").untilText("td", "city");
    }

    @Test
    void withTheTokenARecordIsRetriedAndTheAuditTableSaysByWhom() {
        stage.reject();
        signedIn("#/sync/accounts/rejected").click("button[aria-label='Retry C-10058']");

        tab.untilText("#done", "1 rejected record").click("#nav a", "Audit");
        tab.untilText("td", "Ada").untilText("td", "C-10058").untilText("td", "retry");
    }

    @Test
    void withTheTokenAPlanIsApprovedOnceThePersonAgreed() {
        stage.holdBack("prospects");
        signedIn("#/").untilText("[data-sync=prospects] .plan", "more than sync.max-creates allows");

        tab.click("[data-sync=prospects] [data-action=approve]");

        tab.untilText("[data-sync=prospects] .plan", "Approved; the next run does it");
        assertThat(tab.questions()).singleElement().asString().contains("8,214 to create");
    }

    @Test
    void withTheTokenARunBeginsAndItsEndIsSeen() {
        signedIn("#/");
        String before = tab.eval("document.querySelector('[data-sync=partners] dd a').hash")
                .asText();

        tab.click("[data-sync=partners] [data-action=run]");

        tab.untilText("#done", "A run of partners begins");
        tab.until("document.querySelector('[data-sync=partners] dd a').hash !== " + Tab.quoted(before));
        tab.untilText("[data-sync=partners] .badge", "SUCCEEDED");
    }

    @Test
    void withoutTheTokenNoViewHoldsAReasonAKeyOrAnAction() {
        stage.reject();
        stage.holdBack("prospects");
        for (String view : VIEWS) {
            see(view).until("document.querySelector('main').innerText.length > 40");
            assertThat(tab.html())
                    .as(view)
                    .doesNotContain(ConsoleStage.PLANTED, "C-10017", "Customer_Id__c", "Acme Ltd", "data-action");
        }
        assertThat(tab.text()).contains("Sign in to see the audit table");
    }

    @Test
    void withoutTheTokenAnActionIsRefusedWhoeverWritesTheRequest() {
        see("#/");
        String run = "fetch('/api/actions/run', {method: 'POST', headers: {'Content-Type': 'application/json'},"
                + " body: '{\"sync\":\"accounts\"}'}).then(answer => answer.status)";

        assertThat(tab.eval(run).asInt()).isEqualTo(401);
        tab.untilProblems(1);
        assertThat(tab.problems()).allMatch(problem -> problem.contains("/api/actions/run"));
        tab.problems().clear();
    }

    @Test
    void tokenIsInNoAddressAndNoStoreAndIsForgottenAtTheSignOut() {
        signedIn("#/audit").untilText("h1", "Audit");

        assertThat(tab.eval(
                                "location.href + document.cookie + JSON.stringify(localStorage) + JSON.stringify(sessionStorage)"
                                        + " + document.querySelector('#signin input[name=token]').value")
                        .asText())
                .doesNotContain(ConsoleStage.TOKEN)
                .doesNotContain("account-sync-console");
        assertThat(tab.requests()).noneMatch(url -> url.contains("token"));
        tab.go(stage.address() + "#/audit").untilText("header button", "Sign out");
        tab.click("header button", "Sign out").untilText("main", "Sign in to see the audit table");
        tab.go(stage.address() + "#/sync/accounts/mapping").untilText("main", "Sign in to see the mapping");
    }

    @Test
    void wrongTokenIsToldAndShowsNothing() {
        see("#/");
        signIn("a token that somebody guessed");

        tab.untilText("#signin-problem", "token").press("Escape");
        tab.until("!document.querySelector('#signin').open").untilText("header button", "Sign in");
        tab.untilProblems(1);
        assertThat(tab.problems()).allMatch(problem -> problem.contains("/api/session"));
        tab.problems().clear();
    }

    @Test
    void aViewThatCannotBeLoadedLeavesNothingOfTheOneBefore() {
        stage.reject();
        signedIn("#/sync/accounts/rejected").untilText("td", "C-10017");
        for (String view :
                List.of("#/sync/nosuch/rejected", "#/sync/nosuch/runs", "#/run/999999", "#/run/9".repeat(9))) {
            tab.eval("location.hash = '#/sync/accounts/rejected'");
            tab.untilText("td", "C-10017");
            tab.eval("location.hash = " + Tab.quoted(view));

            drawn(view).untilText("main", "could not be loaded");
            assertThat(tab.html()).as(view).doesNotContain("C-10017").doesNotContain("data-action");
        }
        tab.click("main a", "Overview").untilText("h1", "Syncs");
        tab.problems().clear();
    }

    @Test
    void withItsProcessTheSessionEndsAndAllThatOnlyItsOwnerMaySeeGoesFromThePage() {
        stage.reject();
        ConsoleServer first = stage.console(0);
        int port = first.port();
        address = first.address();
        tab.go(address + "#/");
        drawn("#/");
        signIn(ConsoleStage.TOKEN);
        tab.untilText("header button", "Sign out");
        tab.eval("location.hash = '#/sync/accounts/rejected'");
        tab.untilText("td", "C-10017");

        first.close();
        tab.untilText("#problem", "does not answer");
        try (ConsoleServer second = stage.console(port)) {
            tab.untilText("header button", "Sign in").untilText("main", "Sign in to see");
            tab.until("document.querySelector('#problem').hidden");
            assertThat(tab.html()).doesNotContain("C-10017").doesNotContain(ConsoleStage.PLANTED);
            assertThat(second.port()).isEqualTo(port);
        }
        tab.problems().clear();
    }

    @Test
    void whatNobodySeesIsNamedInKeysReasonsAndPayloads() {
        stage.rejectUnseen();
        signedIn("#/sync/accounts/rejected").untilText("td", "c-9\\u202e");

        tab.untilText("td", "has \\u202eevil and\u21b5C-1 is fine\\u200b");
        tab.click("td a").untilText("pre", "gpj\\u202etxt");
        assertThat(tab.html()).doesNotContain("\u202e").doesNotContain("\u200b");
        stage.reject();
    }

    @Test
    void everythingIsReachedByKeyboardAndTheFocusIsSeen() {
        see("#/").untilText(ACCOUNTS + " .links a", "Runs");

        assertThat(focus()).isEqualTo("Skip to the content");
        assertThat(focus()).isEqualTo("account-sync");
        assertThat(focus()).isEqualTo("Overview");
        assertThat(focus()).isEqualTo("Audit");
        assertThat(focus()).isEqualTo("Sign in");
        tab.press("Enter").until("document.querySelector('#signin').open");
        assertThat(tab.eval("document.activeElement.name").asText()).isEqualTo("who");
        tab.type("Ada").press("Tab").type(ConsoleStage.TOKEN).press("Enter");
        tab.untilText("header button", "Sign out").until("document.activeElement.id === 'main'");
        String first = focus();
        assertThat(tab.eval("document.querySelector('main').contains(document.activeElement)")
                        .asBoolean())
                .as(first)
                .isTrue();
        while (!focus().equals("Rejected records")) {
            assertThat(tab.eval("document.activeElement.tagName").asText()).isNotEqualTo("BODY");
        }
        tab.press("Enter").untilText("h1", "rejected records");
        assertThat(tab.eval("document.activeElement.id").asText()).isEqualTo("main");
        tab.pressWithShift("Tab");
        assertThat(tab.eval("document.activeElement.innerText").asText()).isEqualTo("Sign out");
    }

    /** Moves on by a key, and says to what; it must be seen where that is. */
    private String focus() {
        tab.press("Tab");
        assertThat(tab.eval("(one => one.matches(':focus-visible') && getComputedStyle(one).outlineStyle !== 'none'"
                                + " && parseFloat(getComputedStyle(one).outlineWidth) >= 2)(document.activeElement)")
                        .asBoolean())
                .as("the focus is seen at " + tab.eval("document.activeElement.outerHTML"))
                .isTrue();
        return tab.eval("document.activeElement.innerText || document.activeElement.ariaLabel || ''")
                .asText();
    }

    @Test
    void inTheDarkAndInTheLightTextStandsOutFromItsGround() {
        stage.reject();
        stage.holdBack("prospects");
        signedIn("#/");
        for (String view : VIEWS) {
            see(view);
            assertThat(tab.eval(Looks.WEAK).asText()).as("light " + view).isEmpty();
        }
        tab.dark();
        for (String view : VIEWS) {
            see(view);
            assertThat(tab.eval(Looks.WEAK).asText()).as("dark " + view).isEmpty();
            assertThat(tab.eval("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).every(one => one < 60)")
                            .asBoolean())
                    .isTrue();
        }
    }

    @Test
    void onATelephoneNothingScrollsSidewaysButTheTablesInTheirBoxes() {
        stage.reject();
        stage.holdBack("prospects");
        tab.size(360, 740);
        signedIn("#/");
        for (String view : VIEWS) {
            see(view);
            assertThat(tab.eval(Looks.WIDE).asText()).as(view).isEmpty();
        }
        tab.click("#nav a", "Overview").until("location.hash === '#/'");
    }

    @Test
    void whereNothingHasRunThePageSaysWhatToDo(@TempDir Path empty) {
        Map<String, String> keys = new HashMap<>(PackedKeys.defaults());
        keys.put("state.directory", empty.toString());
        Settings settings = Settings.of(key -> Optional.ofNullable(keys.get(key)));
        try (ConsoleServer fresh = ConsoleServer.open(
                new ConsoleSettings(true, "127.0.0.1", 0, List.of(), null),
                ConsoleProcess.looking(settings, null, SyncMistakes.NONE))) {
            address = fresh.address();
            tab.go(address).untilText("main", "Nothing has run yet");

            assertThat(tab.text()).contains("account-sync run");
            assertThat(tab.eval("document.querySelector('#open-signin').disabled")
                            .asBoolean())
                    .isTrue();
            assertThat(tab.text()).contains("console.token");
            tab.until("document.querySelector('.empty')");
        }
        // The stream of news has ended with its server.
        tab.problems().clear();
    }

    /** Made anew by -Dpictures=docs/images. */
    @Test
    @EnabledIfSystemProperty(named = "pictures", matches = ".+")
    void picturesForTheDocuments() {
        Path images = Path.of(System.getProperty("pictures"));
        stage.reject();
        stage.holdBack("prospects");
        tab.size(1120, 760);
        signedIn("#/");
        try (ConsoleStage.HeldRun held = stage.hold()) {
            tab.untilText(ACCOUNTS + " .progress", "Sending: 200 of 400");
            stage.reject();
            see("#/").untilText(ACCOUNTS + " .progress", "Sending: 200 of 400");
            tab.untilText(ACCOUNTS, "TOO_LONG 1");
            tab.picture(images.resolve("console.png"));
            tab.dark().picture(images.resolve("console-dark.png"));
        }
        stage.reject();
        see("#/sync/accounts/runs").picture(images.resolve("console-runs.png"));
        tab.light();
        see("#/sync/accounts/rejected").untilText("td", "C-10017").picture(images.resolve("console-rejected.png"));
        if (Boolean.getBoolean("pictures.all")) {
            for (String view : VIEWS) {
                tab.size(1120, 760);
                see(view).picture(images.resolve("all" + view.replaceAll("\\W", "-") + ".png"));
                tab.size(360, 740).picture(images.resolve("all" + view.replaceAll("\\W", "-") + "-360.png"));
            }
        }
    }
}
