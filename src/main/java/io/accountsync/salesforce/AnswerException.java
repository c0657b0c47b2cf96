package io.accountsync.salesforce;

import java.net.URI;
import org.apache.camel.component.salesforce.api.SalesforceException;

/**
 * A call was answered, but not as Salesforce's API answers it: by a proxy, a maintenance page, or a server that is not the
 * org's. The message gives status and kind of body, and nothing of the body.
 */
public final class AnswerException extends SalesforceException {
    private static final long serialVersionUID = 1L;
    private static final int TOO_MANY_REQUESTS = 429;

    /**
     * An odd answer.
     *
     * @param contentType the header, or null
     * @param body what came, or its beginning; null for none
     * @param location where a redirect points to, or null
     */
    public AnswerException(int status, String contentType, String body, String location) {
        super(words(status, BodyKind.of(contentType, body), location), status);
    }

    private AnswerException(String message, int status) {
        super(message, status);
    }

    /** The same with what to do about it. */
    AnswerException with(String remedy) {
        return new AnswerException(getMessage() + "; " + remedy, getStatusCode());
    }

    /** An answer of that status whose body is not what the call asks for. */
    AnswerException(int status, String body) {
        this(status, null, body, null);
    }

    private static String words(int status, String body, String location) {
        String stranger = body.contains("instead of") || status / 100 == 3
                ? "; a proxy, a maintenance page or another server may be in between"
                : "";
        return "the answer had " + status(status, location) + " and " + body + stranger;
    }

    /** A status with what it means where a body says nothing of it. */
    static String status(int status, String location) {
        if (status / 100 == 3) {
            return "status " + status + ", a redirect" + (location == null ? "" : " to " + host(location))
                    + " that is not followed,";
        }
        return "status " + status + (status == TOO_MANY_REQUESTS ? " (too many requests)" : "");
    }

    /** The rest of an address may hold secrets. */
    private static String host(String location) {
        try {
            String host = URI.create(location).getHost();
            return host == null ? "another path" : host;
        } catch (IllegalArgumentException e) {
            return "an address that is none";
        }
    }
}
