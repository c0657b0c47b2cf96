package io.accountsync.run;

import static io.accountsync.run.TestSync.ACCOUNTS;
import static io.accountsync.run.TestSync.customer;
import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.Fault;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever comes back from whatever call: once it is tried again, and when it goes on the run tells it in a sentence with status
 * and kind of body, and with nothing of the libraries in between.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OddAnswersTest {
    private static final LocalOrg ORG = LocalOrg.start();

    /** A call that a run makes, and the path on which it makes it. */
    private record Call(String name, FaultMatch match, String path) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** What is done to it, and what the sentence has to say of it. */
    private record Odd(String name, FaultAction action, String... said) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Odd> ODDITIES = List.of(
            new Odd("HTML 200", html(200), "status 200", "HTML page"),
            new Odd("empty 200", answer(200, "application/json", ""), "status 200", "empty body"),
            new Odd("garbage 200", answer(200, "application/json", "\u0007secretRow"), "status 200"),
            new Odd("cut JSON 200", answer(200, "application/json", "{\"records\":[{\"Id\":\"secretRow"), "status 200"),
            new Odd("other JSON 200", answer(200, "application/json", "{\"hello\":\"secretRow\"}"), "status 200"),
            new Odd("no content 204", answer(204, "text/plain", ""), "status 204", "empty body"),
            new Odd("redirect 301", html(301), "status 301", "redirect"),
            new Odd("redirect 302", answer(302, "text/plain", ""), "status 302", "redirect"),
            new Odd("HTML 401", html(401), "status 401"),
            new Odd("HTML 404", html(404), "status 404", "HTML page"),
            new Odd("text 429", answer(429, "text/plain", "slow down"), "status 429", "text that is not JSON"),
            new Odd("HTML 502", html(502), "status 502", "HTML page"),
            new Odd("cut JSON 503", answer(503, "application/json", "[{\"errorC"), "status 503", "cut short"),
            new Odd("JSON 503", FaultAction.respond(503, "SERVER_UNAVAILABLE", "busy"), "SERVER_UNAVAILABLE", "503"),
            new Odd("closed", FaultAction.dropConnection(), "connection was closed"));

    @TempDir
    private Path directory;

    private static int number;

    @AfterEach
    void clear() {
        ORG.faults().clear();
    }

    @AfterAll
    static void stopOrg() {
        ORG.close();
    }

    static List<Call> calls() {
        return List.of(
                new Call("query", FaultMatch.on(CallKind.QUERY), "collections"),
                new Call("describe", FaultMatch.on(CallKind.DESCRIBE), "collections"),
                new Call("collections", FaultMatch.on(CallKind.COLLECTIONS), "collections"),
                new Call("create", FaultMatch.on(CallKind.BULK).withMethod("POST"), "bulk"),
                new Call("upload", FaultMatch.on(CallKind.BULK).withMethod("PUT"), "bulk"),
                new Call("close", FaultMatch.on(CallKind.BULK).withMethod("PATCH"), "bulk"),
                new Call("poll", FaultMatch.on(CallKind.BULK).withMethod("GET").withPath("ingest/[^/]+$"), "bulk"),
                new Call("results", FaultMatch.on(CallKind.BULK).withPath("successfulResults"), "bulk"));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void whatGoesOnIsToldInASentenceAndTheNextRunHeals(Call call) {
        try (TestSync sync = start(call)) {
            for (Odd odd : ODDITIES) {
                String name = "Try " + ++number;
                Fault fault = ORG.faults().add(call.match(), odd.action());

                RunReport report;
                try (PrintedLogs logs = new PrintedLogs()) {
                    report = sync.rows(companies(name)).run();
                    assertPrinted(logs, call, odd);
                }

                assertTold(report, call, odd);
                fault.remove();
                RunReport next = sync.run();
                assertThat(next.status()).as("%s: %s", odd, next.message()).isEqualTo(RunStatus.SUCCEEDED);
                assertThat(ORG.records("Account"))
                        .as(odd.name())
                        .hasSize(2)
                        .allMatch(account -> name.equals(account.get("Name")));
            }
        }
    }

    static List<Odd> oddities() {
        return ODDITIES;
    }

    @ParameterizedTest
    @MethodSource("oddities")
    void aLoginThatGoesWrongIsToldInASentenceAndTheNextRunHeals(Odd odd) {
        Call token = new Call("token", FaultMatch.on(CallKind.TOKEN), "collections");
        Fault fault = ORG.faults().add(token.match(), odd.action());
        try (TestSync sync = start(token)) {
            try (PrintedLogs logs = new PrintedLogs()) {
                assertTold(sync.rows(companies("Try " + ++number)).run(), token, odd);
                assertPrinted(logs, token, odd);
            }

            fault.remove();
            assertThat(sync.run().status()).isEqualTo(RunStatus.SUCCEEDED);
        }
    }

    @ParameterizedTest
    @MethodSource("oddities")
    void whatHappensOnceToALoginAQueryOrADescribeIsTriedAgain(Odd odd) {
        ORG.faults().add(FaultMatch.on(CallKind.TOKEN).once(), odd.action());
        // A 401 is about the session, which is renewed and asked again twice.
        ORG.faults().add(FaultMatch.on(CallKind.QUERY).once(), odd.action());
        ORG.faults().add(FaultMatch.on(CallKind.DESCRIBE).once(), odd.action());
        try (TestSync sync = TestSync.start(ORG, directory)) {
            RunReport report = sync.rows(companies("Try " + ++number)).run();

            assertThat(report.status()).as(report.message()).isEqualTo(RunStatus.SUCCEEDED);
        }
    }

    private TestSync start(Call call) {
        return TestSync.start(ORG, directory, ACCOUNTS, "sync.path", call.path(), "sync.retries", "1");
    }

    private static void assertTold(RunReport report, Call call, Odd odd) {
        String said = report.message();
        String place = call + ", " + odd + ": " + said;
        if (heals(call, odd)) {
            assertThat(report.status()).as(place).isEqualTo(RunStatus.SUCCEEDED);
            return;
        }
        assertThat(report.status()).as(place).isIn(RunStatus.FAILED, RunStatus.STOPPED);
        assertThat(said)
                .as(place)
                .contains(odd.said())
                .doesNotContain("Exception", "@", "secretRow", "org.eclipse", "java.", "null")
                .doesNotContainPattern("[.:;,]\\s*[.:;,]")
                .doesNotContainPattern("[:,;]\\s*$");
    }

    /** Sentences of ours, and nothing that a library has to say of an answer that is not ours. */
    private static void assertPrinted(PrintedLogs logs, Call call, Odd odd) {
        assertThat(logs.texts()).as(call + ", " + odd).allSatisfy(text -> assertThat(text)
                .startsWith("io.accountsync.")
                .doesNotContain(
                        "\tat ", "com.fasterxml", "org.apache.camel", "org.eclipse", "secretRow", "no answer for")
                .doesNotContain("..", ". .", "?."));
    }

    /** What an upload is answered with matters little: the job itself shows what it holds, and collections take the rest. */
    private static boolean heals(Call call, Odd odd) {
        return call.name().equals("upload")
                && odd.name().matches("(empty|garbage|cut JSON|other JSON) 200|no content 204");
    }

    private static List<Map<String, Object>> companies(String name) {
        return List.of(customer(1, name), customer(2, name));
    }

    private static FaultAction html(int status) {
        return answer(status, "text/html", "<html><body>secretRow is down for maintenance</body></html>");
    }

    private static FaultAction answer(int status, String type, String body) {
        return new FaultAction.AnswerWith(status, type, body, false);
    }
}
