package io.accountsync.run;

import io.accountsync.mapping.Operation;
import io.accountsync.salesforce.CallError;
import io.accountsync.state.Change;
import io.accountsync.state.InvalidRow;
import io.accountsync.state.RejectedRecord;
import java.util.HexFormat;

/**
 * What became of one record last, as a line of the row log.
 *
 * @param key as the state holds it
 * @param outcome the name of a {@link Count}, or {@link #CONFIRMED} or {@link #RESTORED}
 * @param operation what Salesforce was asked for; null where that is not known, or it was not asked
 * @param salesforceId null where nobody knows of one
 * @param fingerprint of the payload that this is about, in hexadecimal; null where there is none
 * @param runId the run that it became so by; null for the one that writes it
 * @param at milliseconds since 1970; null for now
 * @param code null where nothing is wrong
 * @param message Salesforce's own, which may hold values of the row; null where nothing is wrong
 */
public record RecordLine(
        String key,
        String outcome,
        String operation,
        String salesforceId,
        String fingerprint,
        Long runId,
        Long at,
        String code,
        String message) {

    /** The outcome of a record of which the state knows only that Salesforce took it: whether it was created or updated, it does not. */
    public static final String CONFIRMED = "confirmed";

    /** The outcome of a record that a person brought back. */
    public static final String RESTORED = "restored";

    /** A record that was deleted, or was to be. */
    public static final String DELETE = "delete";

    private static final String FLAG = "flag";

    /** One that is about the run that writes it, now. */
    public static RecordLine now(
            String key, String outcome, String operation, String salesforceId, byte[] fingerprint, CallError error) {
        return new RecordLine(
                key,
                outcome,
                operation,
                salesforceId,
                hex(fingerprint),
                null,
                null,
                error == null ? null : error.code(),
                error == null ? null : error.message());
    }

    /** The same with a time and a run. */
    public RecordLine at(long time, long run) {
        return new RecordLine(key, outcome, operation, salesforceId, fingerprint, run, time, code, message);
    }

    static RecordLine of(RecordResult result, Operation operation) {
        Change change = result.change();
        boolean isFlag = change.isFlag();
        return now(
                change.key(),
                result.isConfirmed() && isFlag ? Count.FLAGGED.column() : outcome(result),
                isFlag ? FLAG : operation.word(),
                result.isConfirmed() ? result.salesforceId() : change.salesforceId(),
                change.fingerprint(),
                result.error());
    }

    static RecordLine of(InvalidRow row) {
        return new RecordLine(
                row.key(), Count.INVALID.column(), null, null, null, null, null, row.code(), row.message());
    }

    /** Of what the state keeps of a record that did not pass. */
    public static RecordLine of(RejectedRecord record, String salesforceId, Long runId, Long at) {
        return new RecordLine(
                record.key(),
                outcome(record),
                null,
                salesforceId,
                hex(record.fingerprint()),
                runId,
                at,
                record.code(),
                record.message());
    }

    private static String outcome(RejectedRecord record) {
        return switch (record.errorClass()) {
            case "invalid" -> Count.INVALID.column();
            case RejectedRecord.ABSENT -> Count.NOT_IN_SALESFORCE.column();
            default ->
                rejected(record.code(), record.errorClass().equals("reject") ? Count.REJECTED : Count.RETRY_LATER);
        };
    }

    private static String outcome(RecordResult result) {
        Count count = result.kind().count();
        return result.kind().action() == null
                ? count.column()
                : rejected(result.error().code(), count);
    }

    /** Deleted or merged in Salesforce is an outcome of its own. */
    private static String rejected(String code, Count otherwise) {
        return switch (code) {
            case RejectedRecord.GONE -> Count.GONE.column();
            case RejectedRecord.MERGED -> Count.MERGED.column();
            default -> otherwise.column();
        };
    }

    /** As the log has it; null for none. */
    public static String hex(byte[] fingerprint) {
        return fingerprint == null ? null : HexFormat.of().formatHex(fingerprint);
    }

    /** Without the message, which may hold values of the row. */
    @Override
    public String toString() {
        return "RecordLine[" + key + ", " + outcome + ", " + code + "]";
    }
}
