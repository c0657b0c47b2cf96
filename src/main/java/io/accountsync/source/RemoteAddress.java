package io.accountsync.source;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The address of an endpoint as messages may show it: without user, password and parameters. */
final class RemoteAddress {
    private static final Pattern PARTS = Pattern.compile("^([\\w-]+:)(//)?(?:[^/?@]*@)?([^?#]*).*$", Pattern.DOTALL);
    private static final Pattern FILE_NAME = Pattern.compile("[?&](?:fileName|keyName)=([^&]*)");
    private static final Pattern HOST = Pattern.compile("^[^/]*");

    private RemoteAddress() {}

    /** The address without what may be secret; with the file that an option names, where it has that. */
    static String of(String uri) {
        Matcher named = FILE_NAME.matcher(uri);
        if (named.find()) {
            return of(uri.replaceFirst("\\?.*", "")).replaceFirst("/$", "") + "/" + named.group(1);
        }
        Matcher parts = PARTS.matcher(uri);
        return parts.matches()
                ? parts.group(1) + (parts.group(2) == null ? "" : parts.group(2)) + parts.group(3)
                : "the address";
    }

    /** The address of a file on the server of an endpoint. */
    static String ofFile(String uri, String path) {
        Matcher parts = PARTS.matcher(uri);
        if (!parts.matches()) {
            return path;
        }
        Matcher host = HOST.matcher(parts.group(3));
        String server = host.find() ? host.group() : "";
        return parts.group(1) + "//" + server + (path.startsWith("/") ? "" : "/") + path;
    }
}
