package io.accountsync.camel;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;

/**
 * The address that a source template is given for a file elsewhere, looked at before a component gets it: each has words of its own
 * for a slip, and some make what they do not find.
 */
final class SourceAddress {
    private static final Set<String> HTTP = Set.of("http", "https");

    /** A host with a path or port, as a browser takes it. */
    private static final Pattern HOST = Pattern.compile("(?i)(?:[^:/?]+\\.[^:/?]+|localhost)(?::\\d+)?(?:[/?].*)?");

    private static final Pattern SCHEME = Pattern.compile("(?i)([a-z][a-z0-9+-]*):(.*)", Pattern.DOTALL);

    private SourceAddress() {}

    /** What is wrong with it, with nothing of what may be secret; empty for nothing. */
    static Optional<String> mistake(CamelContext context, String uri) {
        String address = uri.strip();
        Matcher parts = SCHEME.matcher(address);
        if (HOST.matcher(address).matches() || !parts.matches()) {
            return Optional.of(
                    "it does not say how to get the file; begin with https://, http:// or sftp://, or, for a file of this "
                            + "machine, give path in place of uri");
        }
        String scheme = parts.group(1).toLowerCase(Locale.ROOT);
        if (scheme.equals("file") || scheme.length() == 1) {
            return Optional.of("it is a file of this machine; give it as path, and not as uri");
        }
        if (HTTP.contains(scheme)) {
            return ofHttp(scheme, parts.group(2));
        }
        return context.getComponent(scheme) == null
                ? Optional.of("its component " + scheme + " is not here; get it with \"account-sync add camel:" + scheme
                        + "\"")
                : Optional.empty();
    }

    private static Optional<String> ofHttp(String scheme, String rest) {
        if (!rest.startsWith("//")) {
            return Optional.of("an address begins with " + scheme + "://, with two slashes");
        }
        return rest.substring(2).replaceFirst("(?s)[/?].*", "").contains("@")
                ? Optional.of(
                        "it has a user before the host, which HTTP does not take; take it out, up to the @, and write it behind "
                                + "the address: ?authMethod=Basic&authUsername=...&authPassword=RAW(...)")
                : Optional.empty();
    }
}
