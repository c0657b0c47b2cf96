package io.accountsync.console;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps out requests that a page of somebody else made a browser send: by a name that leads here although it is not ours (DNS
 * rebinding), or from another page (cross-site request forgery).
 */
final class OriginCheck {
    private static final Pattern HOST =
            Pattern.compile("(\\[[0-9a-fA-F:.]{2,45}]|[A-Za-z0-9._-]{1,253})(?::\\d{1,5})?");
    private static final List<String> OWN_SITE = List.of("same-origin", "none");

    private final ConsoleSettings settings;

    OriginCheck(ConsoleSettings settings) {
        this.settings = settings;
    }

    /**
     * The status that a request is refused with; empty for one that may go on.
     *
     * @param headers all values of a header by its name
     * @param acts whether it is to change anything
     * @param isPage whether it is for the page itself, which a link elsewhere may lead to
     */
    Optional<Integer> refusal(Function<String, List<String>> headers, boolean acts, boolean isPage) {
        List<String> hosts = headers.apply("Host");
        Matcher host = HOST.matcher(hosts.size() == 1 ? hosts.get(0) : "");
        if (!host.matches() || !settings.isOurs(host.group(1))) {
            return Optional.of(421);
        }
        List<String> origins = headers.apply("Origin");
        boolean isForeign = !origins.isEmpty() && !isOwn(origins, hosts.get(0));
        boolean isFromElsewhere = !isPage && !OWN_SITE.containsAll(headers.apply("Sec-Fetch-Site"));
        return isForeign || isFromElsewhere || acts && origins.isEmpty() ? Optional.of(403) : Optional.empty();
    }

    private static boolean isOwn(List<String> origins, String host) {
        return origins.size() == 1
                && (origins.get(0).equalsIgnoreCase("http://" + host)
                        || origins.get(0).equalsIgnoreCase("https://" + host));
    }
}
