package io.accountsync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.accountsync.run.Counts;
import io.accountsync.run.RunReport;
import io.accountsync.run.RunStatus;
import io.accountsync.salesforce.OrgIdentity;
import io.accountsync.state.OpenRecords;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ServeLogTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(ServeLog.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        logger.setLevel(Level.INFO);
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(log);
        logger.setLevel(null);
    }

    @Test
    void eachLineOfAReportIsAnEntryWithoutMarksOfColours() {
        new ServeLog().ended(report("done\n2026-01-01 fake"), false);

        List<String> lines =
                log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
        assertThat(lines).hasSizeGreaterThan(4).noneMatch(line -> line.contains("\n"));
        assertThat(lines.get(0)).startsWith("PARTIAL  accounts (run 7");
        assertThat(lines).anyMatch(line -> line.contains("API calls"));
        assertThat(lines).allMatch(line -> line.equals(Colour.without(line)));
        assertThat(lines).anyMatch(line -> line.contains("done\\n2026-01-01 fake"));
    }

    private static RunReport report(String note) {
        return new RunReport(
                "accounts",
                7L,
                RunStatus.PARTIAL,
                3,
                "incremental",
                new OrgIdentity("00D", "Acme", "Developer Edition", true),
                null,
                true,
                Instant.EPOCH,
                Instant.EPOCH.plusMillis(1500),
                null,
                Map.of(),
                new Counts().byColumn(),
                List.of(),
                List.of(note),
                null,
                OpenRecords.NONE,
                null,
                null);
    }
}
