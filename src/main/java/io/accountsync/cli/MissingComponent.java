package io.accountsync.cli;

import io.accountsync.cli.library.CamelComponents;
import io.accountsync.config.Causes;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.util.ObjectHelper;

/** A component of Camel that a route names and account-sync does not come with. */
final class MissingComponent {
    private static final Pattern MESSAGE = Pattern.compile("No component found with scheme: ([\\w+-]+)");

    private MissingComponent() {}

    /** What to do about it, to stand behind a colon; empty when the error is about something else. */
    static Optional<String> explain(Throwable error) {
        return scheme(error).map(scheme -> {
            CamelComponents components = CamelComponents.read();
            return components.find(scheme).isPresent()
                    ? "its component " + scheme + " is not here; get it with \"account-sync add camel:" + scheme + "\""
                    : components.lacks(scheme);
        });
    }

    private static Optional<String> scheme(Throwable error) {
        NoSuchEndpointException missing = ObjectHelper.getException(NoSuchEndpointException.class, error);
        if (missing != null && missing.getUri().matches("(?s)[^:?]*[:?].*")) {
            return Optional.of(missing.getUri().replaceFirst("(?s)[:?].*", ""));
        }
        return Causes.message(error, MESSAGE).map(message -> message.group(1));
    }
}
