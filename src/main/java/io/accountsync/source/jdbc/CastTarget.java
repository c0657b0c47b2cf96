package io.accountsync.source.jdbc;

/** What a query is to make of a column, so that a field of Salesforce takes it. */
public enum CastTarget {
    TEXT("text"),
    NUMBER("number"),
    CHECKBOX("yes or no"),
    DATE("date"),
    DATE_TIME("date/time"),
    TIME("time of day");

    private final String title;

    CastTarget(String title) {
        this.title = title;
    }

    /** As messages call it. */
    public String title() {
        return title;
    }
}
