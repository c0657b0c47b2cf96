package io.accountsync.localorg;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.accountsync.localorg.OrgClient.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What {@code sobjects/Account/updated} and {@code deleted} say, and what they refuse. */
class ReplicationTest {

    private static final String ACCOUNT = "/services/data/v62.0/sobjects/Account/";

    private final TickingClock clock = new TickingClock();
    private LocalOrg org = LocalOrg.start(LocalOrgOptions.builder().clock(clock).build());

    @AfterEach
    void stop() {
        org.close();
    }

    @Test
    void whatWasDeletedIsListedOnceItsMinuteIsOver() {
        Instant from = clock.instant();
        clock.advance(Duration.ofSeconds(90));
        String gone = account();
        org.delete(gone);
        clock.advance(Duration.ofSeconds(5));

        JsonNode early = ask("deleted", from, clock.instant()).json();
        clock.advance(Duration.ofSeconds(60));
        JsonNode late = ask("deleted", from, clock.instant()).json();

        assertThat(early.get("deletedRecords")).isEmpty();
        assertThat(early.get("latestDateCovered").asText()).isEqualTo("2026-03-01T12:01:00.000+0000");
        assertThat(late.at("/deletedRecords/0/id").asText()).isEqualTo(gone);
        assertThat(late.at("/deletedRecords/0/deletedDate").asText()).isEqualTo("2026-03-01T12:01:30.000+0000");
        assertThat(late.get("latestDateCovered").asText()).isEqualTo("2026-03-01T12:02:00.000+0000");
    }

    @Test
    void anUndeletedRecordIsAnUpdatedOne() {
        String id = account();
        clock.advance(Duration.ofMinutes(5));
        org.delete(id);
        clock.advance(Duration.ofMinutes(5));
        org.person().undelete(id);
        clock.advance(Duration.ofMinutes(5));

        assertThat(ask("deleted", ago(14), clock.instant()).json().get("deletedRecords"))
                .isEmpty();
        assertThat(ask("updated", ago(8), clock.instant()).json().get("ids"))
                .extracting(JsonNode::asText)
                .containsExactly(id);
    }

    @Test
    void aSpanMustLastAMinuteAndStartWithinThirtyDays() {
        Instant now = clock.instant();

        assertThat(ask("deleted", now.minusSeconds(59), now).status()).isEqualTo(200);
        assertThat(ask("deleted", now, now.plusSeconds(59)).error())
                .isEqualTo("INVALID_REPLICATION_DATE: endDate must be at least one minute greater than startDate");
        assertThat(ask("updated", now, now.minus(1, ChronoUnit.HOURS)).error())
                .startsWith("INVALID_REPLICATION_DATE: endDate must be");
        assertThat(ask("deleted", now.minus(31, ChronoUnit.DAYS), now).error())
                .isEqualTo("INVALID_REPLICATION_DATE: startDate cannot be more than 30 days ago");
        assertThat(ask("updated", now.minus(30, ChronoUnit.DAYS), now).status()).isEqualTo(200);
        assertThat(new OrgClient(org)
                        .get(ACCOUNT + "deleted/?start=yesterday&end=today")
                        .error())
                .startsWith("INVALID_REPLICATION_DATE: ");
    }

    @Test
    void whatIsGoneAfterFifteenDaysIsAGapThatTheAnswerTells() {
        org.delete(account());
        Instant deleted = clock.instant();
        clock.advance(Duration.ofDays(16));

        JsonNode answer =
                ask("deleted", deleted.minusSeconds(60), clock.instant()).json();

        assertThat(answer.get("deletedRecords")).isEmpty();
        assertThat(answer.get("earliestDateAvailable").asText()).isEqualTo("2026-03-01T12:00:00.000+0000");
    }

    @Test
    void whatAnAdministratorHasPurgedRefusesSpansThatStartBefore() {
        org.delete(account());
        Instant deleted = clock.instant();
        clock.advance(Duration.ofHours(1));
        org.person().purge();

        assertThat(ask("deleted", deleted.minusSeconds(60), clock.instant()).error())
                .startsWith("INVALID_REPLICATION_DATE: ");
        assertThat(ask("deleted", deleted.plusSeconds(60), clock.instant()).status())
                .isEqualTo(200);
    }

    @Test
    void tooManyIdsAndASpanFromBeforeTheOrgsTimeAreRefused() {
        org.close();
        org = LocalOrg.start(LocalOrgOptions.builder()
                .clock(clock)
                .replication(clock.instant(), 1)
                .build());
        account();
        account();
        clock.advance(Duration.ofMinutes(2));

        assertThat(ask("updated", ago(2), clock.instant()).error()).startsWith("EXCEEDED_ID_LIMIT: ");
        assertThat(ask("updated", ago(3), clock.instant()).error())
                .isEqualTo("INVALID_REPLICATION_DATE: startDate before org replication enabled date");
    }

    private Instant ago(int minutes) {
        return clock.instant().minus(minutes, ChronoUnit.MINUTES);
    }

    private String account() {
        return org.insert("Account", Map.of("Name", "Acme"));
    }

    private Answer ask(String what, Instant start, Instant end) {
        // The clock is moved far: no session lives that long.
        return new OrgClient(org).get(ACCOUNT + what + "/?start=" + start + "&end=" + end);
    }
}
