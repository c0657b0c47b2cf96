package io.accountsync.run.stream;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.accountsync.run.OwnFaultException;
import io.accountsync.run.RunStoppedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Whoever has to mend a fault of account-sync finds it in the log, and whoever reads the reason is told so. */
class OwnFaultsTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(OwnFaults.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final OwnFaults faults = new OwnFaults("accounts");

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(log);
    }

    @Test
    void aFaultHasItsTraceInTheLogOnceWithoutItsMessageAndTheReasonSaysSo() {
        for (int attempt = 0; attempt < 3; attempt++) {
            Throwable said = faults.explained(new RuntimeException(fault("a row's value")));
            assertThat(said)
                    .isInstanceOf(OwnFaultException.class)
                    .hasMessageContaining("a fault of its own")
                    .hasMessageContaining("the log has where it happened")
                    .hasMessageNotContaining("value");
        }
        assertThat(log.list).singleElement().satisfies(line -> {
            assertThat(line.getFormattedMessage()).contains("The stream of accounts");
            assertThat(line.getFormattedMessage())
                    .contains("NullPointerException", "at io.accountsync.run.stream.OwnFaultsTest.fault(")
                    .doesNotContain("value");
        });
    }

    @Test
    void whatSaysItselfWhatIsWrongIsNoFault() {
        RunStoppedException stop = new RunStoppedException("The org is away");
        UncheckedIOException disk = new UncheckedIOException(new IOException("No space left on device"));
        assertThat(faults.explained(stop)).isSameAs(stop);
        assertThat(faults.explained(disk)).isSameAs(disk);
        assertThat(faults.explained(null)).isNull();
        assertThat(log.list).isEmpty();
    }

    private static NullPointerException fault(String message) {
        return new NullPointerException(message);
    }
}
