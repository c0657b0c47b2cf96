package io.accountsync.mapping.match;

import java.math.BigDecimal;
import java.net.IDN;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How values of a field are compared when records are matched. Both sides go through the same mill; what comes out of it is
 * for comparing only.
 */
public enum MatchKind {
    /** Letters and digits, whatever their case and accents; punctuation and white space do not count. */
    TEXT {
        @Override
        String of(String value) {
            return String.join("", Words.of(value));
        }
    },

    /** The name of a company: like text, and its legal form does not count, nor do "the" and "and". */
    NAME {
        @Override
        String of(String value) {
            List<String> words = Words.of(value).stream()
                    .filter(word -> !CONNECTORS.contains(word))
                    .toList();
            return words.isEmpty() ? TEXT.of(value) : String.join("", LegalForms.without(words));
        }
    },

    /** The host of a web address, or of an e-mail address, without {@code www.}; hosts that many share do not count. */
    DOMAIN {
        @Override
        String of(String value) {
            String host = host(value);
            return host == null || SHARED.contains(host) ? null : host;
        }
    },

    /** A web address: host and path, whatever the scheme, without {@code www.}, parameters and the last slash. */
    URL {
        @Override
        String of(String value) {
            String host = host(value);
            if (host == null) {
                return null;
            }
            String rest = SCHEME.matcher(value.strip()).replaceFirst("").replaceFirst("[?#].*", "");
            int slash = rest.indexOf('/');
            String path = slash < 0 ? "" : rest.substring(slash).replaceFirst("/+$", "");
            return path.isEmpty() && SHARED.contains(host) ? null : host + path.toLowerCase(Locale.ROOT);
        }
    },

    /** Digits of a telephone number, without the zeros and the {@code (0)} of its prefix. */
    PHONE {
        @Override
        String of(String value) {
            String digits = value.replace("(0)", "").replaceAll("\\D", "").replaceFirst("^0+", "");
            return digits.length() < FEWEST_DIGITS ? null : digits;
        }
    },

    /** A number, however many zeros it is written with. */
    NUMBER {
        @Override
        String of(String value) {
            try {
                BigDecimal number = new BigDecimal(value.strip());
                return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
            } catch (NumberFormatException e) {
                return TEXT.of(value);
            }
        }
    };

    private static final Set<String> CONNECTORS = Set.of("the", "and", "und", "et");
    private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*:/+");
    private static final Pattern AFTER_HOST = Pattern.compile("[/?#\\s:].*", Pattern.DOTALL);

    /** Where many companies have a page or a mailbox each. */
    private static final Set<String> SHARED = Set.of(
            "facebook.com",
            "m.facebook.com",
            "linkedin.com",
            "instagram.com",
            "twitter.com",
            "x.com",
            "youtube.com",
            "xing.com",
            "google.com",
            "sites.google.com",
            "wordpress.com",
            "blogspot.com",
            "wixsite.com",
            "etsy.com",
            "ebay.com",
            "amazon.com",
            "linktr.ee",
            "example.com",
            "gmail.com",
            "googlemail.com",
            "outlook.com",
            "hotmail.com",
            "yahoo.com",
            "icloud.com",
            "aol.com",
            "gmx.de",
            "gmx.net",
            "web.de",
            "t-online.de");

    private static final int FEWEST_DIGITS = 6;

    /**
     * What stands for a value in comparisons.
     *
     * @param value null for none
     * @return null when nothing is left that could distinguish records
     */
    public String normalise(String value) {
        String normal = value == null || value.isBlank() ? null : of(value);
        return normal == null || normal.isEmpty() ? null : normal;
    }

    abstract String of(String value);

    /** How a sync file writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static String host(String value) {
        String rest = SCHEME.matcher(value.strip()).replaceFirst("");
        String authority =
                AFTER_HOST.matcher(rest.substring(rest.lastIndexOf('@') + 1)).replaceFirst("");
        try {
            String host = IDN.toASCII(authority.replaceFirst("\\.+$", ""), IDN.ALLOW_UNASSIGNED)
                    .toLowerCase(Locale.ROOT)
                    .replaceFirst("^www\\d?\\.", "");
            return host.contains(".") ? host : null;
        } catch (IllegalArgumentException e) {
            // No host can be named so.
            return null;
        }
    }
}
