package io.accountsync.mapping;

import java.util.regex.Pattern;

/**
 * What a person writes after {@code lookup}: the field that identifies the record pointed to, perhaps with its object before it,
 * as in {@code Account.Customer_Id__c}.
 *
 * @param object whose record is meant; null where it is left to the field, which then refers to one object only
 * @param key the field that identifies it
 */
record LookupName(String object, String key) {
    private static final Pattern FORM = Pattern.compile("[^.\\s]+(\\.[^.\\s]+)?");

    /** Reads one; its form is right, see {@link #isOne}. */
    static LookupName of(String written) {
        String name = written.strip();
        int dot = name.indexOf('.');
        return dot < 0 ? new LookupName(null, name) : new LookupName(name.substring(0, dot), name.substring(dot + 1));
    }

    /** Whether a text has the form of one. */
    static boolean isOne(String written) {
        return FORM.matcher(written.strip()).matches();
    }
}
