package io.accountsync.run.sync;

import java.net.URISyntaxException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.util.URISupport;

/**
 * An address by which rows are handed over to a stream: {@code direct:sync-stream}, where the variable {@code sync} says to which, or the
 * Kamelet, whose parameter says it.
 */
final class StreamAddress {
    private static final Pattern DIRECT = Pattern.compile("direct:/*sync-stream(\\?.*)?", Pattern.DOTALL);
    private static final Pattern KAMELET =
            Pattern.compile("kamelet:/*account-sync-sink(?:/([^?]*))?(?:\\?(.*))?", Pattern.DOTALL);
    private static final String SYNC = "sync";

    /** Of Camel, for all uses of the Kamelet; with an id behind it for the one of that id. */
    private static final String KEYS = "camel.kamelet.account-sync-sink";

    private StreamAddress() {}

    /** Whether an address is one. */
    static boolean is(String address) {
        return DIRECT.matcher(address).matches() || isKamelet(address);
    }

    /** Whether it is the Kamelet. */
    static boolean isKamelet(String address) {
        return KAMELET.matcher(address).matches();
    }

    /**
     * Which sync the Kamelet is given: by its parameter, or by a key of Camel for all its uses, or for the one with this id.
     *
     * @return as the route or the key has it; null where neither does, or it is not the Kamelet
     */
    static String sync(CamelContext context, String address) {
        Matcher kamelet = KAMELET.matcher(address);
        if (!kamelet.matches()) {
            return null;
        }
        Object given = parameters(kamelet.group(2)).get(SYNC);
        if (given != null) {
            return given.toString().replaceFirst("^RAW[({](.*)[)}]$", "$1");
        }
        return context.getPropertiesComponent()
                .resolveProperty(String.join(".", KEYS, kamelet.group(1), SYNC))
                .or(() -> context.getPropertiesComponent().resolveProperty(String.join(".", KEYS, SYNC)))
                .orElse(null);
    }

    private static Map<String, Object> parameters(String query) {
        try {
            return query == null ? Map.of() : URISupport.parseQuery(query);
        } catch (URISyntaxException e) {
            // Camel says so when it makes the route.
            return Map.of();
        }
    }
}
