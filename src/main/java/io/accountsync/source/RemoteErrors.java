package io.accountsync.source;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.accountsync.config.Causes;
import io.accountsync.config.Sentence;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.component.file.GenericFileOperationFailedException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.util.ObjectHelper;
import org.apache.hc.core5.http.ConnectionClosedException;

/** What went wrong with a file or a page of another machine, in a sentence with the remedy; never with what the machine answered. */
public final class RemoteErrors {
    private static final String NOTHING_SENT = " Nothing was sent.";

    /** What AWS's library puts behind its messages. */
    private static final Pattern SERVICE = Pattern.compile("\\s*\\((?:Service: |SDK Attempt Count: ).*");

    private RemoteErrors() {}

    /** The sentence; empty for an error that is of another kind. */
    public static Optional<String> describe(Throwable error) {
        PageException page = ObjectHelper.getException(PageException.class, error);
        if (page != null) {
            return Optional.of(page.getMessage());
        }
        NoSuchEndpointException component = ObjectHelper.getException(NoSuchEndpointException.class, error);
        if (component != null) {
            return Optional.of(ofComponent(component.getUri()));
        }
        HttpOperationFailedException http = ObjectHelper.getException(HttpOperationFailedException.class, error);
        if (http != null) {
            return Optional.of(ofStatus(http));
        }
        GenericFileOperationFailedException file =
                ObjectHelper.getException(GenericFileOperationFailedException.class, error);
        if (file != null) {
            return Optional.of(ofDirectory(file));
        }
        Optional<String> object = ofObject(error);
        return object.or(() -> ofConnection(error)).or(() -> ofAnswer(error)).or(() -> ofClient(error));
    }

    /** The same, and of an error of another kind at least what it is. */
    static String describeAny(Throwable error) {
        return describe(error)
                .orElseGet(
                        () -> Causes.root(error).getClass().getSimpleName() + " in the source route." + NOTHING_SENT);
    }

    /** An answer that is not what its server promised; a parser's own message quotes from it. */
    private static Optional<String> ofAnswer(Throwable error) {
        if (ObjectHelper.getException(ConnectionClosedException.class, error) != null) {
            return Optional.of("The answer of the source broke off: the server closed the connection before its end."
                    + NOTHING_SENT + " The next run asks again.");
        }
        JsonProcessingException json = ObjectHelper.getException(JsonProcessingException.class, error);
        if (json == null) {
            return Optional.empty();
        }
        String what = json instanceof JsonEOFException
                ? "The answer of the source broke off: its JSON has no end"
                : "The answer of the source is not JSON";
        JsonLocation place = json.getLocation();
        return Optional.of(what
                + (place == null ? "" : ", at line " + place.getLineNr() + ", column " + place.getColumnNr()) + "."
                + NOTHING_SENT
                + (json instanceof JsonEOFException ? " The next run asks again." : " Is the address right?"));
    }

    /** Something before or behind the connection, such as access keys that are nowhere. */
    private static Optional<String> ofClient(Throwable error) {
        for (Throwable cause : ObjectHelper.createExceptionIterable(error)) {
            if (cause.getClass().getSimpleName().equals("SdkClientException")) {
                return Optional.of(Sentence.closed("The object store of the source route cannot be asked: "
                                + SERVICE.matcher(Sentence.said(cause)).replaceFirst(""))
                        + NOTHING_SENT + " Correct the address, the region and the access keys; is the store running?");
            }
        }
        return Optional.empty();
    }

    /** A step that makes its endpoint only when it gets to it, such as pollEnrich. */
    private static String ofComponent(String uri) {
        String scheme = String.valueOf(uri).replaceFirst("(?s)[:?].*", "");
        return "The source route names the component " + scheme + ", which is not here." + NOTHING_SENT
                + " Get it with \"account-sync add camel:" + scheme + "\".";
    }

    private static String ofStatus(HttpOperationFailedException error) {
        String address = RemoteAddress.of(error.getUri());
        String answered = address + " answered with the status " + error.getStatusCode();
        if (error.hasRedirectLocation()) {
            String target = RemoteAddress.of(error.getRedirectLocation());
            return answered + ": it has moved to " + target + "." + NOTHING_SENT + " Set that address.";
        }
        return answered
                + switch (error.getStatusCode()) {
                    case 401, 403 ->
                        ": the login for it is missing, wrong or has expired." + NOTHING_SENT
                                + " Set the user, password or token that the server asks for.";
                    case 404, 410 -> ": there is no such file." + NOTHING_SENT + " Correct the address.";
                    case 429 -> ": it was asked too often." + NOTHING_SENT + " The next run asks again.";
                    default ->
                        "." + NOTHING_SENT
                                + (error.getStatusCode() >= 500
                                        ? " The next run asks again."
                                        : " Correct the request.");
                };
    }

    private static String ofDirectory(GenericFileOperationFailedException error) {
        String said = said(error);
        if (said.contains("UnknownHostKey") || said.contains("reject HostKey")) {
            return "The host key of the server of the source file is not in known_hosts, so that it may be another machine."
                    + NOTHING_SENT
                    + " Ask whoever runs the server for its key, or compare what ssh-keyscan shows, and add the line to the file that"
                    + " knownHostsFile names.";
        }
        if (said.contains("HostKey has been changed")) {
            return "The server of the source file has another host key than the one in known_hosts: it was set up again, or it is another"
                    + " machine." + NOTHING_SENT + " Ask whoever runs the server, and replace the line.";
        }
        if (said.startsWith("Auth fail") || said.startsWith("Auth cancel") || error.getCode() == 530) {
            return "The server of the source file refused the login." + NOTHING_SENT
                    + " Correct the user, and its password or key.";
        }
        return ofConnection(error)
                .orElseGet(() -> Sentence.closed("The source file cannot be read: " + said) + NOTHING_SENT);
    }

    /** Components of object stores are not in the jar: their exceptions are known by name only. */
    private static Optional<String> ofObject(Throwable error) {
        for (Throwable cause : ObjectHelper.createExceptionIterable(error)) {
            String kind = cause.getClass().getSimpleName();
            switch (kind) {
                case "NoSuchBucketException":
                    return Optional.of("There is no such bucket as the source route names." + NOTHING_SENT
                            + " Correct its name, or the region.");
                case "NoSuchKeyException":
                    return Optional.of("There is no such object in the bucket of the source route." + NOTHING_SENT
                            + " Correct keyName.");
                case "S3Exception":
                    String reason = SERVICE.matcher(Sentence.said(cause)).replaceFirst("");
                    return Optional.of(Sentence.closed("The object store refused the request of the source route"
                                    + (reason.isEmpty() ? "" : ": " + reason))
                            + NOTHING_SENT + " Correct the access keys, or what they may read.");
                default:
            }
        }
        return Optional.empty();
    }

    private static Optional<String> ofConnection(Throwable error) {
        UnknownHostException host = ObjectHelper.getException(UnknownHostException.class, error);
        if (host != null) {
            return Optional.of(Sentence.closed("The source cannot be reached: there is no host "
                            + Sentence.said(host).replaceFirst(":.*", ""))
                    + NOTHING_SENT + " Correct the address.");
        }
        if (ObjectHelper.getException(SocketTimeoutException.class, error) != null) {
            return Optional.of("The source did not answer in time." + NOTHING_SENT + " The next run asks again.");
        }
        if (ObjectHelper.getException(ConnectException.class, error) != null) {
            return Optional.of("The source cannot be reached: nobody answers at its address." + NOTHING_SENT
                    + " Is it running, and is the address right?");
        }
        SSLException tls = ObjectHelper.getException(SSLException.class, error);
        return tls == null
                ? Optional.empty()
                : Optional.of(
                        Sentence.closed("No secure connection to the source: " + Sentence.said(tls)) + NOTHING_SENT);
    }

    private static String said(Throwable error) {
        return Sentence.said(Causes.root(error));
    }
}
