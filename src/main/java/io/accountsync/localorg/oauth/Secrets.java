package io.accountsync.localorg.oauth;

import java.security.SecureRandom;

/** Random texts of the alphabets that Salesforce uses for tokens, codes and keys. */
public final class Secrets {

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private final SecureRandom random = new SecureRandom();

    /** Letters and digits only, so that clients' patterns for ids and tokens fit. */
    public String text(int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
