package io.accountsync.localorg.stats;

import java.util.Locale;
import java.util.regex.Pattern;

/** What a call is for, known from its path. */
public enum CallKind {
    AUTHORIZE,
    TOKEN,
    REVOKE,
    INTROSPECT,
    /** Who the token belongs to: {@code userinfo} and the identity address. */
    IDENTITY,
    /** The list of API versions, the only data call without a session. */
    VERSIONS,
    /** The list of a version's resources. */
    RESOURCES,
    LIMITS,
    DESCRIBE,
    /** One record, by id or External ID. */
    RECORD,
    COLLECTIONS,
    /** {@code composite} and {@code composite/batch}. */
    COMPOSITE,
    QUERY,
    /** Bulk API 2.0 ingest and query jobs. */
    BULK,
    /** {@code /services/Soap}. */
    SOAP,
    /** The local org's own addresses under {@code /local-org}, never counted as calls. */
    CONTROL,
    OTHER;

    private static final Pattern SLASHES = Pattern.compile("/{2,}");
    private static final Pattern VERSION = Pattern.compile("v\\d+\\.\\d");

    /** The kind of a call to that path (no query string); several slashes count as one. */
    public static CallKind of(String path) {
        String[] parts =
                SLASHES.matcher(path).replaceAll("/").toLowerCase(Locale.ROOT).split("/");
        if (parts.length > 1 && parts[1].equals("local-org")) {
            return CONTROL;
        }
        if (parts.length > 1 && parts[1].equals("id")) {
            return IDENTITY;
        }
        if (parts.length < 3 || !parts[1].equals("services")) {
            return OTHER;
        }
        if (parts[2].equals("oauth2") && parts.length > 3) {
            return oauth(parts[3]);
        }
        if (parts[2].equals("soap")) {
            return SOAP;
        }
        return parts[2].equals("data") ? data(parts) : OTHER;
    }

    private static CallKind oauth(String resource) {
        return switch (resource) {
            case "authorize" -> AUTHORIZE;
            case "token" -> TOKEN;
            case "revoke" -> REVOKE;
            case "introspect" -> INTROSPECT;
            case "userinfo" -> IDENTITY;
            default -> OTHER;
        };
    }

    private static CallKind data(String[] parts) {
        if (parts.length == 3) {
            return VERSIONS;
        }
        if (!VERSION.matcher(parts[3]).matches()) {
            return OTHER;
        }
        if (parts.length == 4) {
            return RESOURCES;
        }
        return switch (parts[4]) {
            case "limits" -> LIMITS;
            case "query", "queryall" -> QUERY;
            case "jobs" -> BULK;
            case "composite" -> parts.length > 5 && parts[5].equals("sobjects") ? COLLECTIONS : COMPOSITE;
            case "sobjects" -> describeOrRecord(parts);
            default -> OTHER;
        };
    }

    private static CallKind describeOrRecord(String[] parts) {
        boolean global = parts.length == 5;
        boolean ofObject = parts.length >= 7 && parts[6].equals("describe");
        return global || ofObject ? DESCRIBE : RECORD;
    }
}
