package io.accountsync.localorg.soql;

/** A query that Salesforce would refuse, with its error code and message. */
public final class SoqlException extends RuntimeException {

    private final String errorCode;

    SoqlException(String errorCode, String message) {
        super(message, null, false, false);
        this.errorCode = errorCode;
    }

    /** With the query and an arrow under the place, as Salesforce shows it. */
    static SoqlException at(String errorCode, String query, int position, String message) {
        String arrow = " ".repeat(Math.max(0, position)) + "^";
        return new SoqlException(
                errorCode, "\n" + query + "\n" + arrow + "\nERROR at Row:1:Column:" + (position + 1) + "\n" + message);
    }

    /** Salesforce's code, such as {@code MALFORMED_QUERY}. */
    public String errorCode() {
        return errorCode;
    }
}
