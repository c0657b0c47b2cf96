package io.accountsync.mapping;

/** Makes of a column's value what one Salesforce field takes in JSON: a String, Long, BigDecimal or Boolean. */
@FunctionalInterface
interface ValueConverter {
    /**
     * Converts one value.
     *
     * @param value never null and never a blank string
     * @throws InvalidRowException when the value does not fit the field; its message does not hold the value
     */
    Object convert(Object value) throws InvalidRowException;
}
