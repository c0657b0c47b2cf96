package io.accountsync.run.compare;

import io.accountsync.config.Finding;
import io.accountsync.config.Quantity;
import io.accountsync.mapping.ReferenceField;
import io.accountsync.salesforce.CallError;
import org.apache.camel.component.salesforce.api.SalesforceException;

/** What is said of references: to whoever wrote the sync file, and in the state about single rows. */
public final class ReferenceMessages {
    private ReferenceMessages() {}

    /** A default that stands for no single record. */
    static String fallbackMistake(String file, ReferenceField reference, long records) {
        return Finding.error(file, reference.field(), fallbackProblem(reference, records))
                .text();
    }

    public static String fallbackProblem(ReferenceField reference, long records) {
        return "has a reference whose default \"" + reference.fallback() + "\" "
                + (records == 0 ? "identifies no " : "identifies " + Quantity.of(records, "record") + " of ")
                + reference.explained()
                + "; write a value that one record has, or that record's id";
    }

    /** A field that so many records share that it identifies nothing. */
    static String tooMany(String file, ReferenceField reference) {
        return Finding.error(
                        file,
                        reference.field(),
                        "has a reference by " + reference.by() + ", which many records of " + reference.object()
                                + " share; name a field that distinguishes them, or narrow it with where")
                .text();
    }

    /** A query that Salesforce does not understand; its message is about the query and holds no more than its text. */
    static String queryMistake(String file, ReferenceField reference, SalesforceException e) {
        return Finding.error(file, reference.field(), queryProblem(reference, e))
                .text();
    }

    public static String queryProblem(ReferenceField reference, SalesforceException e) {
        return "has a reference to " + reference.explained() + ", which Salesforce cannot look for: "
                + reason(CallError.ofRequest(e)) + "; fix " + (reference.where() == null ? "by" : "where or by");
    }

    /**
     * Why a row's value stands for no record.
     *
     * @param value as the row has it; null to leave it out
     */
    public static String unresolved(ReferenceField reference, String value, long records) {
        String shown = value == null ? "" : " \"" + value + "\"";
        return records == 0
                ? "no " + reference.object() + " has this " + reference.by() + shown + condition(reference)
                : Quantity.of(records, "record") + " of " + reference.object() + " have this " + reference.by() + shown
                        + condition(reference) + ", and none is picked at random";
    }

    private static String condition(ReferenceField reference) {
        return reference.where() == null ? "" : ", where " + reference.where();
    }

    /** The last line of Salesforce's message: those before it show a part of the query, in which values of rows stand. */
    private static String reason(CallError error) {
        return error.message()
                .lines()
                .filter(line -> !line.isBlank())
                .reduce((first, next) -> next)
                .map(line -> line.replaceFirst("^ERROR at Row:\\d+:Column:\\d+\\s*", "")
                        .strip())
                .filter(line -> !line.isEmpty())
                .orElse(error.code());
    }
}
