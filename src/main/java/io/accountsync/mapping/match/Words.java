package io.accountsync.mapping.match;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Cuts a text into words of plain letters and digits. */
final class Words {
    /** Only these: in other scripts, such as Japanese, marks distinguish letters. */
    private static final Pattern ACCENTS = Pattern.compile("\\p{InCombiningDiacriticalMarks}+");

    /** An abbreviation or a contraction stays one word: {@code S.A.}, {@code O'Brien}. */
    private static final Pattern WITHIN_WORDS = Pattern.compile("[.'’‘`´]");

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}\\p{M}]+");

    /** Letters that are not a base letter with an accent. */
    private static final Map<Character, String> PLAIN = Map.of(
            'ß', "ss", 'ø', "o", 'æ', "ae", 'œ', "oe", 'ł', "l", 'đ', "d", 'ð', "d", 'þ', "th", 'ı', "i", 'ħ', "h");

    private Words() {}

    static List<String> of(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
        String bare = ACCENTS.matcher(decomposed).replaceAll("").toLowerCase(Locale.ROOT);
        String composed = Normalizer.normalize(plain(bare), Normalizer.Form.NFKC);
        String words = BETWEEN_WORDS
                .matcher(WITHIN_WORDS.matcher(composed).replaceAll(""))
                .replaceAll(" ")
                .strip();
        return words.isEmpty() ? List.of() : Arrays.asList(words.split(" "));
    }

    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            String letters = PLAIN.get(text.charAt(i));
            if (letters == null) {
                plain.append(text.charAt(i));
            } else {
                plain.append(letters);
            }
        }
        return plain.toString();
    }
}
