package io.accountsync.source;

/**
 * Bits as the database shows them: a text of zeros and ones, which no number is written by.
 *
 * @param text such as {@code 101}
 */
public record BitText(String text) implements CharSequence {
    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
