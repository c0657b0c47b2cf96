package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.accountsync.config.ConfigurationException;
import io.accountsync.run.RunStoppedException;
import io.accountsync.source.SourceException;
import io.accountsync.state.StateException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.apache.camel.CamelExecutionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class ErrorMessagesTest {
    static Stream<Arguments> known() {
        return Stream.of(
                Arguments.of(new SourceException("The source file rows.csv does not exist."), 1, "rows.csv"),
                Arguments.of(new ConfigurationException("The key is wrong."), 2, "The key is wrong."),
                Arguments.of(new StateException("The state cannot be read.", null), 1, "The state"),
                Arguments.of(new RunStoppedException("No calls are left."), 4, "No calls"),
                Arguments.of(new SQLException("relation does not exist", "42P01"), 1, "The source query failed"));
    }

    @ParameterizedTest
    @MethodSource("known")
    void anErrorThatSaysPlaceAndRemedyIsASentenceInEveryCommand(Exception error, int exitCode, String words) {
        StringWriter err = new StringWriter();
        CommandLine command = AccountSyncCommand.commandLine();
        command.setErr(new PrintWriter(err, true));

        int code = new ErrorMessages()
                .handleExecutionException(new CamelExecutionException("route", null, error), command, null);

        assertThat(code).isEqualTo(exitCode);
        assertThat(err.toString()).contains(words).doesNotContain("account-sync failed", "Exception");
    }
}
