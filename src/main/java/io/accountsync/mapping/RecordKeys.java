package io.accountsync.mapping;

import java.math.BigDecimal;
import java.util.Locale;
import org.apache.camel.component.salesforce.api.dto.SObjectField;

/**
 * Keys as Salesforce compares External IDs: white space around them does not count, and neither does case unless the
 * field's describe says that it is case sensitive.
 */
public record RecordKeys(boolean caseSensitive) {
    /** How values of this field are compared. */
    public static RecordKeys of(SObjectField field) {
        return new RecordKeys(isCaseSensitive(field));
    }

    /** Whether two values of this field that differ only in case are two keys; not addresses, which lose their capital letters. */
    static boolean isCaseSensitive(SObjectField field) {
        return Boolean.TRUE.equals(field.isCaseSensitive()) && !"email".equalsIgnoreCase(field.getType());
    }

    /** The key for a value as it is sent: the same number has one key, however it is written. */
    String ofConverted(Object value) {
        return of(
                value instanceof BigDecimal number ? number.stripTrailingZeros().toPlainString() : value.toString());
    }

    /** The key that stands for this External ID value. */
    public String of(String externalId) {
        return folded(externalId.strip());
    }

    /** The same with all blanks around it, be they such that make another key. */
    String folded(String externalId) {
        return caseSensitive ? externalId : externalId.toLowerCase(Locale.ROOT);
    }
}
