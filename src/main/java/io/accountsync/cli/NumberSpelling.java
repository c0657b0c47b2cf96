package io.accountsync.cli;

import io.accountsync.config.Sentence;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * How the state writes numbers that are keys. Only the org knows whether a field holds numbers, so that a command without it takes
 * keys as they are written, and says how a number would be.
 */
final class NumberSpelling {
    /** No number that Salesforce holds is longer, nor has it more zeros. */
    private static final int LONGEST = 40;

    private NumberSpelling() {}

    /** A sentence for those of these unknown keys that could be numbers in another spelling, with a blank in front; else empty. */
    static String hint(Collection<String> unknown) {
        String numbers = unknown.stream()
                .map(NumberSpelling::compared)
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.joining(", "));
        return numbers.isEmpty()
                ? ""
                : " " + Sentence.closed("Keys that are numbers are written without zeros or exponent here: " + numbers);
    }

    /** The spelling of the state; null for a text that is none but this, or no number. */
    private static String compared(String written) {
        String text = written.strip();
        if (text.length() > LONGEST) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(text).stripTrailingZeros();
            if (Math.abs((long) number.scale()) > LONGEST) {
                return null;
            }
            String compared = number.toPlainString();
            return compared.equals(text) ? null : compared;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
