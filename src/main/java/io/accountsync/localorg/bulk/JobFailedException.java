package io.accountsync.localorg.bulk;

/** Ends a job as Failed; the message becomes its {@code errorMessage}. */
final class JobFailedException extends RuntimeException {

    JobFailedException(String message) {
        super(message, null, false, false);
    }

    static JobFailedException lineEnding(CsvDialect dialect) {
        return new JobFailedException(
                "ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is "
                        + dialect.lineEnding());
    }

    static JobFailedException notOnlyIds(String operation) {
        return new JobFailedException("InvalidBatch : The '" + operation + "' batch must contain only ids");
    }

    static JobFailedException unknownField(String name) {
        return new JobFailedException("InvalidBatch : Field name not found : " + name);
    }
}
