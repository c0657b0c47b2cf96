package io.accountsync.salesforce.bulk;

import io.accountsync.mapping.JsonMember;
import io.accountsync.mapping.Payload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A payload as cells of a Bulk job's CSV: lookups have a column such as {@code Parent.Customer_Id__c}, or {@code
 * Account:What.Customer_Id__c} where the field refers to several objects, and a field to be cleared holds {@code #N/A} (Bulk API 2.0 Developer Guide, "Valid CSV Record Rows").
 */
public final class PayloadCells {
    static final String CLEAR = "#N/A";

    /** Salesforce refuses a longer cell. */
    static final int LONGEST = 32_000;

    private PayloadCells() {}

    /**
     * The cells by column, in the order of the payload.
     *
     * @return null when a CSV cannot say what the payload says, see {@link #isSayable}
     */
    public static Map<String, String> of(Payload payload) {
        Map<String, String> cells = new LinkedHashMap<>();
        return put(payload.fields(), "", cells) ? cells : null;
    }

    private static boolean put(List<JsonMember> fields, String prefix, Map<String, String> cells) {
        for (JsonMember field : fields) {
            String column = prefix.isEmpty() ? field.name() : column(prefix, field);
            if (field.isObject()) {
                if (!put(field.keys(), field.relationship(), cells)) {
                    return false;
                }
                continue;
            }
            String cell = field.isNull() ? CLEAR : field.text();
            if (!field.isNull() && !isSayable(cell)) {
                return false;
            }
            cells.put(column, cell);
        }
        return true;
    }

    /** What a key of a lookup is called. */
    static String column(String relationship, JsonMember key) {
        return relationship + "." + key.name();
    }

    /**
     * Not the text {@code #N/A}, which clears; not a carriage return, which makes Salesforce refuse the line endings of the
     * whole job; not more than a cell holds. An empty text would leave the field alone.
     */
    static boolean isSayable(String cell) {
        return !cell.isEmpty() && cell.length() <= LONGEST && cell.indexOf('\r') < 0 && !cell.equals(CLEAR);
    }
}
