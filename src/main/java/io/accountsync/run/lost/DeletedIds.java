package io.accountsync.run.lost;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.config.ProposedCommand;
import io.accountsync.run.Run;
import io.accountsync.run.RunStoppedException;
import io.accountsync.run.calls.OrgFailedException;
import io.accountsync.run.compare.Reading;
import io.accountsync.run.sync.RunMode;
import io.accountsync.salesforce.Org;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.camel.component.salesforce.api.SalesforceException;

/**
 * The Salesforce ids of what was deleted since a sync last asked. Salesforce keeps that for some two weeks, and less where records
 * were removed from the recycle bin: a gap is no reason to go on as if nothing was deleted in it.
 */
final class DeletedIds {
    /** Shorter spans are refused, and one that has just begun has nothing to tell. */
    private static final Duration SHORTEST = Duration.ofMinutes(2);

    /** Whatever was asked for: Salesforce keeps deletions no longer. */
    private static final Duration KEPT = Duration.ofDays(15);

    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSX");

    private final Reading reading;
    private final Run run;
    private final Org org;
    private final List<String> ids = new ArrayList<>();
    private Instant covered;

    DeletedIds(Reading reading) {
        this.reading = reading;
        this.run = reading.run();
        this.org = reading.calls().org();
    }

    /** Those that were found. */
    List<String> ids() {
        return ids;
    }

    /** Up to when the org was asked; null when there was nothing to ask. */
    Instant covered() {
        return covered;
    }

    /**
     * Asks.
     *
     * @param tolerant whether it does not matter much that the org does not know any more what was deleted since then
     * @return false when it does not know, and that does not matter, or the run sends all records anyway
     * @throws RunStoppedException when it does not know, and the run reads changed rows only
     * @throws OrgFailedException when it cannot be asked
     */
    boolean ask(Instant since, boolean tolerant) {
        Instant end = run.startedAt().truncatedTo(ChronoUnit.MINUTES);
        Instant start = since.truncatedTo(ChronoUnit.MINUTES);
        if (start.isBefore(end.minus(KEPT))) {
            return gap(start, tolerant);
        }
        if (Duration.between(start, end).compareTo(SHORTEST) < 0) {
            return true;
        }
        try {
            return askAll(start, end, tolerant);
        } catch (SalesforceException e) {
            if (codeOf(e).equals("INVALID_REPLICATION_DATE")) {
                return gap(start, tolerant);
            }
            throw new OrgFailedException(e);
        }
    }

    private boolean askAll(Instant start, Instant end, boolean tolerant) throws SalesforceException {
        JsonNode answer;
        try {
            answer = org.deleted(run.sync().mapping().object(), start, end);
        } catch (SalesforceException e) {
            Instant middle =
                    start.plus(Duration.between(start, end).dividedBy(2)).truncatedTo(ChronoUnit.MINUTES);
            if (!codeOf(e).equals("EXCEEDED_ID_LIMIT")
                    || Duration.between(start, middle).compareTo(SHORTEST) < 0) {
                throw e;
            }
            return askAll(start, middle, tolerant) && askAll(middle, end, tolerant);
        }
        if (moment(answer.path("earliestDateAvailable"), start).isAfter(start)) {
            return gap(start, tolerant);
        }
        answer.path("deletedRecords")
                .forEach(record -> ids.add(record.path("id").asText()));
        covered = moment(answer.path("latestDateCovered"), start);
        return true;
    }

    private boolean gap(Instant since, boolean tolerant) {
        if (tolerant || run.mode() == RunMode.FULL_REFRESH) {
            reading.deletionsForgottenUntil(forgottenUntil());
            return false;
        }
        throw new RunStoppedException(String.format(
                Locale.ROOT,
                "Salesforce does not know any more which records of %s were deleted since %s, when this sync last asked, and whenGone: %s"
                        + " needs to know. Nothing was sent. Run it once with: %s, which meets each of them.",
                run.sync().mapping().object(),
                since,
                run.sync().mapping().whenGone().word(),
                ProposedCommand.of("run", run.name()).option("--full-refresh")));
    }

    /** Salesforce tells it of a span that it knows; of one that begins before it says no more than that. */
    private Instant forgottenUntil() {
        Instant end = run.startedAt().truncatedTo(ChronoUnit.MINUTES);
        try {
            JsonNode answer = org.deleted(run.sync().mapping().object(), end.minus(LostRecords.CLOCKS_DIFFER), end);
            return moment(answer.path("earliestDateAvailable"), run.startedAt());
        } catch (SalesforceException e) {
            if (codeOf(e).equals("INVALID_REPLICATION_DATE") || codeOf(e).equals("EXCEEDED_ID_LIMIT")) {
                return run.startedAt();
            }
            throw new OrgFailedException(e);
        }
    }

    private static String codeOf(SalesforceException e) {
        return e.getErrors().isEmpty()
                ? ""
                : String.valueOf(e.getErrors().get(0).getErrorCode());
    }

    private static Instant moment(JsonNode text, Instant otherwise) {
        try {
            return OffsetDateTime.parse(text.asText(), WHEN).toInstant();
        } catch (DateTimeParseException e) {
            return otherwise;
        }
    }
}
