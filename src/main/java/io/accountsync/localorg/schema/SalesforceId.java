package io.accountsync.localorg.schema;

import java.util.Optional;

/**
 * Record ids: 15 case-sensitive characters, or 18 with a three-character checksum of the case that makes them safe where
 * case is lost. Salesforce answers 18 and takes both.
 */
public final class SalesforceId {

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String CHECK = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
    private static final int NUMBER_START = 6;

    private SalesforceId() {}

    /**
     * The id of the record with that number in that org.
     *
     * @param keyPrefix three characters that name the object
     * @param instance three characters that name the org's instance
     * @param number not negative
     * @return 18 characters
     */
    public static String of(String keyPrefix, String instance, long number) {
        char[] id = new char[18];
        keyPrefix.getChars(0, 3, id, 0);
        instance.getChars(0, 3, id, 3);
        long rest = number;
        for (int i = 14; i >= NUMBER_START; i--) {
            id[i] = DIGITS.charAt((int) (rest % 62));
            rest /= 62;
        }
        checksum(id);
        return new String(id);
    }

    /** The three characters that name the instance of an org, from any of its ids. */
    public static String instanceOf(String id) {
        return id.substring(3, NUMBER_START);
    }

    /** The number in an id, or -1 when the text is not an id of that object and instance. */
    public static long numberOf(String id, String keyPrefix, String instance) {
        if (id == null || id.length() != 15 && id.length() != 18) {
            return -1;
        }
        if (!id.startsWith(keyPrefix) || !id.startsWith(instance, 3)) {
            return -1;
        }
        long number = 0;
        for (int i = NUMBER_START; i < 15; i++) {
            int digit = DIGITS.indexOf(id.charAt(i));
            if (digit < 0) {
                return -1;
            }
            number = number * 62 + digit;
        }
        return number;
    }

    /** The 18-character form of an id of 15 or 18 characters, or empty when the text cannot be an id at all. */
    public static Optional<String> parse(String text) {
        if (text == null || text.length() != 15 && text.length() != 18) {
            return Optional.empty();
        }
        for (int i = 0; i < text.length(); i++) {
            if (DIGITS.indexOf(text.charAt(i)) < 0) {
                return Optional.empty();
            }
        }
        char[] id = new char[18];
        text.getChars(0, 15, id, 0);
        checksum(id);
        String full = new String(id);
        return text.length() == 15 || full.equalsIgnoreCase(text) ? Optional.of(full) : Optional.empty();
    }

    private static void checksum(char[] id) {
        for (int group = 0; group < 3; group++) {
            int bits = 0;
            for (int i = 0; i < 5; i++) {
                char c = id[group * 5 + i];
                if (c >= 'A' && c <= 'Z') {
                    bits |= 1 << i;
                }
            }
            id[15 + group] = CHECK.charAt(bits);
        }
    }
}
