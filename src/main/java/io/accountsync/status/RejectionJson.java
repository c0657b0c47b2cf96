package io.accountsync.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.accountsync.state.RejectedAttempts;
import io.accountsync.state.RejectedRecord;
import java.time.Instant;

/** Why a record was rejected and how often it was tried; names are those of the state's {@code rejected_record} table. */
public record RejectionJson(
        String errorClass,
        String code,
        String message,
        String fields,
        String place,
        long attempts,
        Instant firstAt,
        Instant lastAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) String deletion) {
    public static RejectionJson of(RejectedAttempts rejected) {
        RejectedRecord record = rejected.record();
        return new RejectionJson(
                record.errorClass(),
                record.code(),
                record.message(),
                record.fields(),
                rejected.place(),
                rejected.attempts(),
                Instant.ofEpochMilli(rejected.firstAt()),
                Instant.ofEpochMilli(rejected.lastAt()),
                rejected.deletion());
    }
}
