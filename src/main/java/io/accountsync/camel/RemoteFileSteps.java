package io.accountsync.camel;

import io.accountsync.config.ConfigurationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.model.PollEnrichDefinition;
import org.apache.camel.model.ProcessDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RemoveHeadersDefinition;
import org.apache.camel.model.SetHeaderDefinition;
import org.apache.camel.model.SetPropertyDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.language.ConstantExpression;

/**
 * The steps that get a file by the address that a source template names, so that it comes as a stream, whole, and stays where it is.
 * Options that the address has itself win.
 */
final class RemoteFileSteps {
    private static final Set<String> HTTP = Set.of("http", "https");
    private static final Set<String> DIRECTORIES = Set.of("sftp", "ftp", "ftps");

    private final String scheme;
    private final String path;
    private final Map<String, String> options = new LinkedHashMap<>();
    private final String query;

    private RemoteFileSteps(CamelContext context, String uri) {
        int end = uri.indexOf('?');
        // Keys are put in here, but not into the options: passwords are among those.
        String address = context.resolvePropertyPlaceholders(end < 0 ? uri : uri.substring(0, end))
                .strip();
        this.scheme = address.replaceFirst(":.*", "").toLowerCase(Locale.ROOT);
        this.path = scheme + address.substring(scheme.length());
        this.query = end < 0 ? "" : uri.substring(end + 1);
    }

    /**
     * The steps for an address.
     *
     * @throws ConfigurationException when it names no file
     */
    static List<ProcessorDefinition<?>> of(CamelContext context, String uri) {
        RemoteFileSteps steps = new RemoteFileSteps(context, uri);
        if (HTTP.contains(steps.scheme)) {
            return steps.http();
        }
        return DIRECTORIES.contains(steps.scheme)
                ? List.of(steps.pollEnrich())
                : List.of(noHeaders(), new ProcessDefinition(new LateRequest(context, uri)));
    }

    /** The bytes stay packed: their length is that of the answer, and a gzip that is cut shows it. */
    private List<ProcessorDefinition<?>> http() {
        option("disableStreamCache", "true");
        option("httpClient.contentCompressionEnabled", "false");
        SetPropertyDefinition packed =
                new SetPropertyDefinition(Exchange.SKIP_GZIP_ENCODING, new ConstantExpression("true"));
        SetHeaderDefinition accept = new SetHeaderDefinition("Accept-Encoding", new ConstantExpression("gzip"));
        return List.of(noHeaders(), packed, accept, new ToDefinition(withOptions(path)));
    }

    /** Those of the trigger would go along, those of a timer for one. */
    private static RemoveHeadersDefinition noHeaders() {
        return new RemoveHeadersDefinition("*");
    }

    private PollEnrichDefinition pollEnrich() {
        String directory = path;
        if (!has("fileName")) {
            int last = path.lastIndexOf('/');
            boolean isFile = last > scheme.length() + 2 && last < path.length() - 1;
            if (!isFile) {
                throw new ConfigurationException(
                        "uri names no file: write " + scheme + "://user@host/directory/file.csv");
            }
            directory = path.substring(0, last);
            options.put("fileName", path.substring(last + 1));
        }
        // The file stays, and is read by every run, check and plan.
        option("noop", "true");
        option("idempotent", "false");
        option("streamDownload", "true");
        option("stepwise", "false");
        // A login that is refused is an error, not an empty directory, and is not tried three times.
        option("throwExceptionOnConnectFailed", "true");
        option("maximumReconnectAttempts", "0");
        option("autoCreate", "false");
        if (scheme.equals("sftp")) {
            option("strictHostKeyChecking", "yes");
        }
        PollEnrichDefinition step = new PollEnrichDefinition();
        step.setExpression(new ConstantExpression(withOptions(directory)));
        step.setTimeout("0");
        return step;
    }

    private void option(String name, String value) {
        if (!has(name)) {
            options.put(name, value);
        }
    }

    private boolean has(String name) {
        return ("&" + query).contains("&" + name + "=");
    }

    private String withOptions(String address) {
        String ours = options.entrySet().stream()
                .map(option -> option.getKey() + "=" + option.getValue())
                .collect(Collectors.joining("&"));
        return address + "?" + (query.isEmpty() ? "" : query + "&") + ours;
    }
}
