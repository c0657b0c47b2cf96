package io.accountsync.mapping;

import io.accountsync.config.Quantity;
import java.math.BigDecimal;
import org.apache.camel.component.salesforce.api.dto.SObjectField;

/**
 * A number that stands for a record. Salesforce rounds numbers of custom fields to their decimals, and all of them to what a
 * double holds, without notice: 77001.4 would reach the record 77001.
 *
 * @param name of the field in messages
 * @param field as the org describes it
 * @param converter what makes a number of the value
 */
record KeyConverter(String name, SObjectField field, ValueConverter converter) implements ValueConverter {
    @Override
    public Object convert(Object value) throws InvalidRowException {
        Object converted = converter.convert(value);
        if (converted instanceof BigDecimal number) {
            requireDecimals(number);
            requireDigits(number);
        } else if (converted instanceof Long whole) {
            requireDigits(BigDecimal.valueOf(whole));
        }
        return converted;
    }

    private void requireDecimals(BigDecimal number) throws InvalidRowException {
        Integer decimals = field.getScale();
        boolean rounds = !Boolean.FALSE.equals(field.isCustom()) && decimals != null;
        if (rounds && number.scale() > decimals) {
            throw rounded("has " + Quantity.of(number.scale(), "decimal") + " and the field holds " + decimals);
        }
    }

    private void requireDigits(BigDecimal number) throws InvalidRowException {
        if (new BigDecimal(Double.toString(number.doubleValue())).compareTo(number) != 0) {
            throw rounded("has " + Quantity.of(number.precision(), "digit")
                    + ", more than Salesforce's API keeps of a number");
        }
    }

    private InvalidRowException rounded(String what) {
        return InvalidRowException.ofValue(
                ValueConverters.WRONG_TYPE,
                name,
                "the number " + what
                        + ", so that Salesforce would round it to the key of another record; correct it at "
                        + "the source, or use a text field as External ID");
    }
}
