package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.localorg.LocalOrg;
import io.accountsync.localorg.fault.Fault;
import io.accountsync.localorg.fault.FaultAction;
import io.accountsync.localorg.fault.FaultMatch;
import io.accountsync.localorg.stats.CallKind;
import io.accountsync.source.SampleSource;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each command tells a call that failed in the same sentence, and ends with the code that a run would end with. */
class OddAnswersInCommandsTest {
    private final LocalOrg org = LocalOrg.start();

    @TempDir
    private Path directory;

    private InProcess command;

    @BeforeEach
    void prepare() {
        command = new InProcess()
                .at(org)
                .with("sync.retries", "1")
                .with("sync.retry-delay", "1")
                .with(
                        "source.url",
                        SampleSource.create(directory.resolve("source.db")).url())
                .with("state.directory", directory.resolve("data").toString());
    }

    @AfterEach
    void stopOrg() {
        org.close();
    }

    /** A command, and its exit codes when a call fails for a while and when the calls are used up. */
    static Stream<Arguments> commands() {
        return Stream.of(
                Arguments.of("run", 1, 4),
                Arguments.of("plan", 1, 4),
                Arguments.of("reconcile", 1, 4),
                Arguments.of("adopt --match Name --csv CSV", 1, 4),
                Arguments.of("check", 2, 2),
                Arguments.of("discover", 1, 4));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aCallThatFailsIsASentence(String line, int failed, int stopped) {
        CallKind kind = line.equals("discover") ? CallKind.DESCRIBE : CallKind.QUERY;
        List<FaultAction> actions = List.of(
                FaultAction.html(),
                FaultAction.dropConnection(),
                new FaultAction.AnswerWith(502, "text/html", "<html>secretRow</html>", false),
                new FaultAction.AnswerWith(503, "application/json", "[{\"errorCode\":\"secretRow", false));
        for (FaultAction action : actions) {
            assertTold(line, failed, org.faults().add(FaultMatch.on(kind), action));
        }
        assertTold(
                line,
                failed,
                org.faults()
                        .add(
                                FaultMatch.on(CallKind.TOKEN),
                                new FaultAction.AnswerWith(401, "text/html", "<html>secretRow</html>", false)));
        String limit = assertTold(
                line,
                stopped,
                org.faults()
                        .add(
                                FaultMatch.on(kind),
                                FaultAction.respond(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.")));
        assertThat(limit).contains("REQUEST_LIMIT_EXCEEDED", "24 hours");
    }

    private String assertTold(String line, int exitCode, Fault fault) {
        String[] words =
                line.replace("CSV", directory.resolve("adopt.csv").toString()).split(" ");
        Jar.Ended ended = command.run(words);
        fault.remove();
        String said = ended.out() + ended.err();
        assertThat(said)
                .as(fault.action().toString())
                .containsAnyOf("status ", "connection was closed")
                .doesNotContain("Exception", "\tat ", "secretRow", "org.eclipse", "please report", "..", "@");
        assertThat(ended.exitCode()).as(said).isEqualTo(exitCode);
        return said;
    }
}
