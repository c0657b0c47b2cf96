package io.accountsync.salesforce;

import io.accountsync.config.Quantity;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;

/** Where sessions are asked for. */
@FunctionalInterface
public interface TokenEndpoint {
    /** Its path at every login address. */
    String PATH = "/services/oauth2/token";

    /**
     * Posts a form.
     *
     * @param loginUrl scheme and host
     * @param form sent as the body, never as part of an address
     * @throws LoginException when there is no answer
     */
    Answer post(String loginUrl, Map<String, String> form) throws LoginException;

    /**
     * An answer, whoever gave it.
     *
     * @param date the header, or null
     */
    record Answer(int status, String body, String date) {
        private static final Duration TOLERATED = Duration.ofMinutes(2);

        /**
         * What is wrong with the clock of this machine, as a sentence; empty when it is not far off or it is not known.
         */
        Optional<String> clockError(Instant now) {
            if (date == null) {
                return Optional.empty();
            }
            try {
                Instant theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
                Duration ahead = Duration.between(theirs, now);
                return ahead.abs().compareTo(TOLERATED) < 0
                        ? Optional.empty()
                        : Optional.of("The clock of this machine is "
                                + Quantity.of(ahead.abs().toMinutes(), "minute") + " "
                                + (ahead.isNegative() ? "behind" : "ahead of") + " Salesforce's: set it.");
            } catch (DateTimeException e) {
                // A proxy's own idea of a date: then it is not known.
                return Optional.empty();
            }
        }

        /** Without the body, which holds tokens. */
        @Override
        public String toString() {
            return "Answer[" + status + "]";
        }
    }
}
