package io.accountsync.state;

/**
 * A row of this run that cannot be sent, since a value in it stands for no single record of the org.
 *
 * @param change the row, with the values where ids belong
 * @param reason why it cannot be sent
 */
public record Unresolved(Change change, Reason reason) {
    /**
     * Why a row is rejected or deferred.
     *
     * @param errorClass {@code later} or {@code reject}
     * @param code such as {@code REFERENCE_NOT_FOUND}
     * @param message for the state and for people, may hold values of the row
     * @param fields comma-separated names
     */
    public record Reason(String errorClass, String code, String message, String fields) {
        /** Without the message, which may hold values of the row. */
        @Override
        public String toString() {
            return "Reason[" + errorClass + ", " + code + ", " + fields + "]";
        }
    }
}
