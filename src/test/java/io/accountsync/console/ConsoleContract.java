package io.accountsync.console;

import static io.accountsync.run.TestSync.customers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.config.Settings;
import io.accountsync.localorg.LocalOrg;
import io.accountsync.run.TestSync;
import io.accountsync.run.sync.RunMode;
import io.accountsync.state.AuditEntry;
import io.accountsync.state.AuditLog;
import io.accountsync.state.DeletionLog;
import io.accountsync.state.IntendedDeletion;
import io.accountsync.state.LeaseName;
import io.accountsync.state.LeaseOwner;
import io.accountsync.state.Leases;
import io.accountsync.state.Plan;
import io.accountsync.state.Plans;
import io.accountsync.state.RefusedDeletions;
import io.accountsync.state.RejectedRecord;
import io.accountsync.state.RunLog;
import io.accountsync.state.StateDatabase;
import io.accountsync.state.SyncState;
import io.accountsync.state.TestPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What the console shows to whom, and who may do what there, over HTTP; a process that serves with one run behind it. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class ConsoleContract {
    private static final String TOKEN = "a token of more than sixteen characters";
    private static final String REASON = "Planted reason";
    private static final String KEY = "planted-key";
    private static final String VALUE = "Planted value <script>alert(1)</script>";

    private final LocalOrg org = LocalOrg.start();
    private TestSync sync;
    private ConsoleServer serving;
    private ConsoleServer looking;
    private Browser anybody;
    private Browser admin;

    abstract List<String> state();

    @BeforeAll
    void open(@TempDir Path directory) {
        sync = TestSync.start(org, directory, TestSync.ACCOUNTS, state().toArray(String[]::new));
        Settings settings = Settings.of(sync.context());
        ConsoleSettings console = new ConsoleSettings(true, "127.0.0.1", 0, List.of(), TOKEN);
        serving = ConsoleServer.open(
                console, ConsoleProcess.serving(settings, sync.engine(), name -> sync.run(name, RunMode.INCREMENTAL)));
        looking = ConsoleServer.open(console, ConsoleProcess.looking(settings, sync.engine(), SyncMistakes.NONE));
        sync.rows(customers(3)).run();
        write(accounts -> {
            long run = accounts.runs().begin("accounts", "incremental");
            accounts.runs().end(run, "FAILED", REASON, Map.of("rejected", 1L));
            return null;
        });
    }

    @AfterAll
    void close() {
        serving.close();
        looking.close();
        sync.close();
        org.close();
    }

    @BeforeEach
    void signIn() {
        write(accounts -> {
            accounts.rejected().clear();
            accounts.rejected()
                    .add(List.of(
                            rejected(KEY, "TOO_LONG", REASON, "{\"Name\":\"" + VALUE + "\"}"),
                            rejected("other-key", "Planted odd code", null, null)));
            return null;
        });
        anybody = new Browser(serving.port());
        admin = new Browser(serving.port());
        admin.signIn(TOKEN, "Ada");
    }

    @Test
    void withoutTheTokenNoAnswerHoldsAReasonAKeyOrAValue() {
        for (String path : List.of(
                "/",
                "/page.js",
                "/page.css",
                "/api/overview",
                "/api/runs?sync=accounts",
                "/api/run?id=1",
                "/api/run?id=2",
                "/api/mapping?sync=accounts",
                "/api/audit",
                "/api/session",
                "/api/nothing")) {
            Browser.Page page = anybody.get(path);

            assertThat(page.status()).isIn(200, 401, 404);
            assertShowsNothing(page);
        }
    }

    @Test
    void withoutTheTokenNothingIsLookedUpOrDone() {
        for (String path : List.of(
                "/api/rejected",
                "/api/deletions",
                "/api/record",
                "/api/actions/retry",
                "/api/actions/approve",
                "/api/actions/run",
                "/api/session/end")) {
            Browser.Page page = anybody.post(
                    path, "{\"sync\":\"accounts\",\"key\":\"" + KEY + "\",\"search\":\"Planted\",\"plan\":\"p\"}");

            assertThat(page.status()).isEqualTo(401);
            assertShowsNothing(page);
        }
    }

    private void assertShowsNothing(Browser.Page page) {
        assertThat(page.head() + page.body())
                .doesNotContain("Planted")
                .doesNotContain(KEY)
                .doesNotContain("other-key")
                .doesNotContain("Company 1")
                .doesNotContain("Customer_Id__c")
                .doesNotContain("Local Org")
                .doesNotContain(TOKEN);
    }

    @Test
    void withoutTheTokenThereAreCountsCodesAndTimes() {
        JsonNode accounts = anybody.get("/api/overview").json().at("/syncs/0");

        assertThat(accounts.path("sync").asText()).isEqualTo("accounts");
        assertThat(accounts.at("/open/rejected").asLong()).isEqualTo(2);
        assertThat(accounts.at("/codes/TOO_LONG").asLong()).isEqualTo(1);
        assertThat(accounts.at("/codes/OTHER").asLong())
                .as("a code can be any text of an odd answer")
                .isEqualTo(1);
        assertThat(accounts.at("/lastRun/status").asText()).isNotEmpty();
        assertThat(anybody.get("/api/runs?sync=accounts").json())
                .extracting(run -> run.at("/counts/created").asLong())
                .contains(3L);
        assertThat(anybody.get("/api/run?id=1").json().at("/phases/send").isNumber())
                .isTrue();
        assertThat(anybody.get("/api/overview").json().at("/budget/used").asLong())
                .isPositive();
    }

    @Test
    void withTheTokenThereAreReasonsAndContentsAndALinkToTheRecord() {
        JsonNode page = admin.post("/api/rejected", "{\"sync\":\"accounts\",\"search\":\"planted r\"}")
                .json();

        assertThat(page.path("rows")).hasSize(1);
        JsonNode row = page.at("/rows/0");
        assertThat(row.path("key").asText()).isEqualTo(KEY);
        assertThat(row.path("message").asText()).isEqualTo(REASON);
        assertThat(row.path("fields").asText()).isEqualTo("Name");
        assertThat(row.path("attempts").asLong()).isPositive();
        JsonNode record = admin.post("/api/record", "{\"key\":\"" + KEY + "\"}").json();
        assertThat(record.at("/syncs/0/rejected/payload").asText()).contains(VALUE);
        JsonNode confirmed = admin.post("/api/record", "{\"key\":\"1\"}").json();
        assertThat(confirmed.at("/links/accounts").asText())
                .isEqualTo(org.baseUrl() + "/"
                        + confirmed.at("/syncs/0/confirmed/salesforceId").asText());
        assertThat(admin.get("/api/run?id=2").json().at("/run/message").asText())
                .isEqualTo(REASON);
        assertThat(admin.get("/api/overview")
                        .json()
                        .at("/syncs/0/target/object")
                        .asText())
                .isEqualTo("Account");
    }

    @Test
    void mappingIsATableWithTypesOnceTheOrgWasAsked() {
        JsonNode mapping = admin.get("/api/mapping?sync=accounts").json();

        assertThat(mapping.path("object").asText()).isEqualTo("Account");
        assertThat(mapping.path("fields"))
                .extracting(
                        field -> field.at("/columns/0").asText(),
                        field -> field.path("field").asText(),
                        field -> field.path("type").asText(),
                        field -> field.at("/options/lookup").asText())
                .contains(
                        tuple("name", "Name", "string(255)", ""),
                        tuple("parent", "Parent", "reference(18)", "Customer_Id__c"));
    }

    @Test
    void tokenIsExchangedForACookieThatNoScriptAndNoOtherSiteSees() {
        String cookie = anybody.signIn(TOKEN, "Ada").header("Set-Cookie").orElseThrow();

        assertThat(cookie)
                .contains("; HttpOnly")
                .contains("; SameSite=Strict")
                .contains("; Path=/")
                .startsWith("account-sync-console-" + serving.port() + "=")
                .doesNotContain("Domain")
                .doesNotContain(TOKEN);
        Browser behindTls = new Browser(serving.port()).with("Origin", "https://127.0.0.1:" + serving.port());
        assertThat(behindTls.signIn(TOKEN, "").header("Set-Cookie").orElseThrow())
                .contains("; Secure");
        assertThat(anybody.get("/api/audit?token=" + TOKEN.replace(" ", "+")).status())
                .as("the cookie is what counts")
                .isEqualTo(200);
        assertThat(new Browser(serving.port())
                        .get("/api/audit?token=" + TOKEN.replace(" ", "+"))
                        .status())
                .as("a token in an address is none")
                .isEqualTo(401);
        assertThat(anybody.post("/api/session/end", "{}").status()).isEqualTo(200);
        assertThat(anybody.get("/api/audit").status()).isEqualTo(401);
    }

    @Test
    void aWrongTokenIsWrittenWithoutTheNameThatCameWithIt() {
        assertThat(new Browser(serving.port()).signIn("not the token", TOKEN).status())
                .isEqualTo(403);
        assertThat(lastOf("sign-in"))
                .extracting(AuditEntry::who, AuditEntry::result)
                .containsExactly("unknown", "refused: not the token");
    }

    @Test
    void actionNeedsTheCsrfTokenOfItsSession() {
        int before = audit().size();
        String retry = "{\"sync\":\"accounts\",\"key\":\"" + KEY + "\"}";
        Browser other = new Browser(serving.port());
        String csrf = other.signIn(TOKEN, "Eve").json().path("csrf").asText();

        assertThat(admin.with("X-CSRF-Token", null)
                        .post("/api/actions/retry", retry)
                        .status())
                .isEqualTo(403);
        assertThat(admin.with("X-CSRF-Token", csrf)
                        .post("/api/actions/retry", retry)
                        .status())
                .as("that of another session")
                .isEqualTo(403);
        assertThat(admin.ask("POST /api/actions/retry HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://127.0.0.1\r\n"
                                + "Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}")
                        .status())
                .isEqualTo(401);
        assertThat(audit().subList(0, audit().size() - before))
                .extracting(AuditEntry::action)
                .containsOnly("sign-in");
    }

    @Test
    void cookieAloneShowsNothing() {
        admin.with("X-CSRF-Token", null);

        assertThat(admin.get("/api/audit").status()).isEqualTo(403);
        assertThat(admin.post("/api/rejected", "{\"sync\":\"accounts\"}").status())
                .isEqualTo(403);
        Browser.Page session = admin.get("/api/session");
        assertThat(session.json().path("signedIn").asBoolean()).isFalse();
        assertThat(session.body()).doesNotContain("csrf");
        assertShowsNothing(admin.get("/api/overview"));
    }

    @Test
    void pageOfSomebodyElseDoesNothingWithTheCookieOfAnAdmin() {
        assertThat(admin.with("Origin", "http://evil.example")
                        .post("/api/actions/run", "{\"sync\":\"accounts\"}")
                        .status())
                .isEqualTo(403);
        assertThat(admin.with("Origin", null)
                        .with("Host", "evil.example")
                        .get("/api/audit")
                        .status())
                .isEqualTo(421);
    }

    @Test
    void approvalOfAPlanIsWrittenToTheAuditTable() {
        save(plan("plan-1", null));

        JsonNode held = admin.get("/api/overview").json().at("/syncs/0/plan");
        assertThat(held.path("reason").asText()).isEqualTo(REASON);
        assertThat(anybody.get("/api/overview")
                        .json()
                        .at("/syncs/0/plan/creates")
                        .asLong())
                .isEqualTo(5000);
        Browser.Page page = admin.post("/api/actions/approve", "{\"sync\":\"accounts\",\"plan\":\"plan-1\"}");

        assertThat(page.json().path("result").asText()).startsWith("Approved:").contains("5,000 records");
        assertThat(found().approved()).isTrue();
        AuditEntry entry = audit().get(0);
        assertThat(entry)
                .extracting(
                        AuditEntry::who,
                        AuditEntry::address,
                        AuditEntry::action,
                        AuditEntry::sync,
                        AuditEntry::subject,
                        AuditEntry::result)
                .containsExactly(
                        "Ada",
                        "127.0.0.1",
                        "approve",
                        "accounts",
                        "plan-1",
                        page.json().path("result").asText());
        assertThat(entry.endedAt()).isGreaterThanOrEqualTo(entry.at());
    }

    @Test
    void deletionsCannotBeApproved() {
        save(plan("plan-2", "a hash of the very records"));

        Browser.Page page = admin.post("/api/actions/approve", "{\"sync\":\"accounts\",\"plan\":\"plan-2\"}");

        assertThat(page.status()).isEqualTo(403);
        assertThat(page.json().path("error").asText()).contains("account-sync approve");
        assertThat(found().approved()).isFalse();
        assertThat(audit().get(0).result()).startsWith("refused: ");
    }

    @Test
    void planThatIsNotTheLastOneIsNotApproved() {
        save(plan("plan-4", null));
        assertThat(admin.post("/api/actions/approve", "{\"sync\":\"accounts\",\"plan\":\"plan-3\"}")
                        .status())
                .isEqualTo(409);
        assertThat(found().approved()).isFalse();
    }

    @Test
    void runThatSomebodyAsksForIsDoneAndItsEndIsInTheAuditTable() {
        Browser.Page page = admin.post("/api/actions/run", "{\"sync\":\"accounts\"}");

        assertThat(page.status()).isEqualTo(200);
        await().until(() -> lastOf("run").result() != null);
        AuditEntry run = lastOf("run");
        long id = Long.parseLong(run.result().replaceFirst(".*run ", ""));
        assertThat(admin.get("/api/run?id=" + id).json().at("/run/status").asText())
                .isEqualTo(run.result().replaceFirst(",.*", ""));
    }

    @Test
    void whatAnotherProcessDoesIsShownWithItsPlanAndSinceWhen() {
        LeaseOwner other = new LeaseOwner("planted-host", "elsewhere", 17, 1, "its run");
        Leases leases = new Leases(sync.engine().database(), other, Duration.ofMinutes(5));
        assertThat(leases.acquire("accounts")).isEmpty();
        long plan = inState(state -> new RunLog(state).begin("accounts", RunLog.PLAN));

        JsonNode seen = anybody.get("/api/overview").json().at("/syncs/0");
        assertThat(seen.path("work").path("mode").asText()).isEqualTo("plan");
        assertThat(seen.path("work").path("runId").asLong()).isEqualTo(plan);
        assertThat(seen.path("work").path("since").asText()).isNotEmpty();
        assertThat(seen.at("/lastRun/goesOn").asBoolean()).isTrue();
        assertThat(seen.toString()).doesNotContain("planted-host");
        assertThat(admin.get("/api/overview")
                        .json()
                        .at("/syncs/0")
                        .path("work")
                        .path("process")
                        .asText())
                .isEqualTo("process 17 on planted-host");
        assertThat(admin.post("/api/actions/run", "{\"sync\":\"accounts\"}"))
                .returns(409, Browser.Page::status)
                .satisfies(page -> assertThat(page.body()).contains("process 17 on planted-host since"));

        leases.release("accounts");

        JsonNode after = anybody.get("/api/overview").json().at("/syncs/0");
        assertThat(after.path("work").isNull()).isTrue();
        assertThat(after.at("/lastRun/goesOn").asBoolean())
                .as("a run without an end that nobody is at was cut off")
                .isFalse();
        inState(state -> {
            new RunLog(state).end(plan, "STOPPED", null, Map.of());
            return null;
        });
    }

    @Test
    void streamIsShownWithItsSessionAndWhyItIsPausedOnlyToWhoeverIsSignedIn() {
        Leases leases = new Leases(sync.engine().database(), LeaseOwner.self(), Duration.ofMinutes(5));
        long session = inState(state -> new RunLog(state).begin("accounts", RunLog.STREAM));
        String lease = LeaseName.ofSession("accounts", session).text();
        leases.acquire(lease);
        inState(state -> {
            new RunLog(state).goesOn(session, Map.of("rows_read", 7L));
            return null;
        });

        JsonNode seen = anybody.get("/api/overview").json().at("/syncs/0");
        assertThat(seen.at("/stream/runId").asLong()).isEqualTo(session);
        assertThat(seen.at("/stream/rows").asLong()).isEqualTo(7);
        assertThat(seen.at("/stream/since").asText()).isNotEmpty();
        assertThat(seen.at("/stream/goesOn").asBoolean()).isTrue();
        assertThat(seen.at("/stream/paused").asBoolean()).isFalse();
        assertThat(seen.at("/lastRun/mode").asText()).isNotEqualTo("stream");
        assertThat(seen.path("work").isNull()).isTrue();
        assertThat(anybody.get("/api/run?id=" + session)
                        .json()
                        .at("/run/goesOn")
                        .asBoolean())
                .as("it is not cut off")
                .isTrue();

        leases.release(lease);
        inState(state -> {
            new RunLog(state).end(session, "STOPPED", REASON, Map.of());
            return null;
        });

        Browser.Page page = anybody.get("/api/overview");
        assertThat(page.json().at("/syncs/0/stream/paused").asBoolean()).isTrue();
        assertShowsNothing(page);
        assertThat(admin.get("/api/overview")
                        .json()
                        .at("/syncs/0/stream/reason")
                        .asText())
                .isEqualTo(REASON);
        inState(state -> {
            new RunLog(state).end(session, "SUCCEEDED", null, Map.of());
            return null;
        });
    }

    @Test
    void consoleThatOnlyLooksStartsNothingAndSaysWhatDoes() {
        Browser browser = new Browser(looking.port());
        browser.signIn(TOKEN, "Ada");
        long runs = this.<Integer>write(
                state -> state.runs().latest("accounts", 100).size());

        Browser.Page page = browser.post("/api/actions/run", "{\"sync\":\"accounts\"}");

        assertThat(page.status()).isEqualTo(409);
        assertThat(page.json().path("error").asText()).contains("account-sync run accounts");
        assertThat(this.<Integer>write(
                        state -> state.runs().latest("accounts", 100).size()))
                .isEqualTo((int) runs);
        assertThat(audit().get(0).result()).startsWith("refused: This console only looks");
        assertThat(browser.get("/api/overview").json().at("/syncs/0/next").isNull())
                .isTrue();
    }

    @Test
    void onlyTheRecordThatSomebodyNamesIsRetried() {
        write(accounts -> {
            accounts.rejected().add(List.of(rejected("mine", "C", null, "{}"), rejected("yours", "C", null, "{}")));
            return null;
        });

        assertThat(admin.post("/api/actions/retry", "{\"sync\":\"accounts\",\"key\":\"mine\"}")
                        .json()
                        .path("result")
                        .asText())
                .contains("1 rejected record");

        assertThat(classOf("mine")).isEqualTo("retry");
        assertThat(classOf("yours")).isEqualTo("reject");
        assertThat(lastOf("retry").subject()).isEqualTo("mine");
        assertThat(admin.post("/api/actions/retry", "{\"sync\":\"accounts\",\"key\":\"nobody\"}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void deletionsThatWereRefusedAreShownAndNotTriedAgain() {
        DeletionLog log = new DeletionLog(sync.engine().database(), "accounts");
        log.intend(
                List.of(new IntendedDeletion("gone-key", "gone-key", "001000000000009AAA", "missing", true, "{}")),
                "00D000000000001AAA",
                1);
        log.refused()
                .add(List.of(new RefusedDeletions.Refusal(
                        "gone-key", "001000000000009AAA", "reject", "DELETE_FAILED", REASON, null)));

        JsonNode page = admin.post("/api/deletions", "{\"sync\":\"accounts\"}").json();
        admin.post("/api/actions/retry", "{\"sync\":\"accounts\"}");

        assertThat(page.path("rows")).hasSize(1);
        assertThat(page.at("/rows/0/message").asText()).isEqualTo(REASON);
        assertThat(page.at("/rows/0/link").asText()).isEqualTo(org.baseUrl() + "/001000000000009AAA");
        JsonNode rest = admin.post("/api/deletions", "{\"sync\":\"accounts\",\"after\":" + page.path("next") + "}")
                .json();
        assertThat(rest.path("rows")).as("those without an end").isEmpty();
        assertThat(rest.path("next").isNull()).isTrue();
        assertThat(classOf(KEY)).as("what was to be sent is").isEqualTo("retry");
        assertThat(log.of("gone-key")).singleElement().satisfies(deletion -> assertThat(deletion.isDue())
                .isFalse());
        log.remove(List.of("001000000000009AAA"));
    }

    private String classOf(String key) {
        return sync.ofState(
                state -> state.rejected().detail(key).orElseThrow().record().errorClass());
    }

    private AuditEntry lastOf(String action) {
        return audit().stream()
                .filter(entry -> entry.action().equals(action))
                .findFirst()
                .orElseThrow();
    }

    private List<AuditEntry> audit() {
        return inState(database -> new AuditLog(database).page(Long.MAX_VALUE, 1000));
    }

    private Plan found() {
        return inState(
                database -> new Plans(database, "accounts").ofRuns().find().orElseThrow());
    }

    private void save(Plan plan) {
        inState(database -> {
            new Plans(database, "accounts").ofRuns().save(plan);
            return null;
        });
    }

    private <T> T write(Function<SyncState, T> work) {
        return work.apply(new SyncState(sync.engine().database(), "accounts", null));
    }

    private <T> T inState(Function<StateDatabase, T> work) {
        return work.apply(sync.engine().database());
    }

    private static Plan plan(String id, String gone) {
        return new Plan(id, "00D000000000001AAA", "v", 5000, 2, 0, 0, gone, REASON, false);
    }

    private static RejectedRecord rejected(String key, String code, String message, String payload) {
        return new RejectedRecord(key, new byte[16], payload, null, "reject", code, message, "Name");
    }
}

class ConsoleSqliteTest extends ConsoleContract {
    @Override
    List<String> state() {
        return List.of();
    }
}

class ConsolePostgresTest extends ConsoleContract {
    @Override
    List<String> state() {
        TestPostgres server = TestPostgres.shared();
        return List.of("state.url", server.url(server.newSchema()), "state.username", "postgres");
    }
}
