package io.accountsync.camel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/**
 * Makes copies of engine routes that somebody took from an earlier version go together with the files of this jar, in whatever
 * mixture {@code sync.engine-routes} names them. Those made their calls in routes of their own, and their sync-failures told by
 * the ids of routes what an exception ends. A route takes its configuration when it is read, so this is about text.
 */
final class EngineRoutes {
    private static final String REQUEST = "sync-request";
    private static final Pattern HAS_REQUEST = idOf(REQUEST);

    /** Earlier versions deleted nothing. */
    private static final String DELETE = "sync-delete";

    private static final Pattern HAS_DELETE = idOf(DELETE);
    /** Nor did they take rows that come by themselves. */
    private static final String STREAM = "sync-stream";

    private static final Pattern HAS_STREAM = idOf(STREAM);
    private static final Pattern TELLS_BY_ID = Pattern.compile("\\$\\{routeId}");

    /** The routes of earlier versions by the configuration that they have by now. */
    private static final Map<Pattern, String> EARLIER = Map.of(
            Pattern.compile("(?m)^( +)id: (?:sync-call|sync-adopt-call|sync-bulk-\\w+) *$"),
            REQUEST,
            Pattern.compile("(?m)^( +)id: (?:sync-send|sync-adopt-batch) *$"),
            "sync-batch");

    private EngineRoutes() {}

    /** These files, with what they need besides. */
    static List<Resource> complete(CamelContext context, List<Resource> files) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Resource file : files) {
            try (InputStream in = file.getInputStream()) {
                texts.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        boolean nameConfigurations = texts.stream().noneMatch(TELLS_BY_ID.asPredicate());
        List<Resource> all = new ArrayList<>();
        if (texts.stream().noneMatch(HAS_REQUEST.asPredicate())) {
            all.add(PluginHelper.getResourceLoader(context).resolveResource(PackedRoutes.engine(REQUEST)));
        }
        if (texts.stream().noneMatch(HAS_DELETE.asPredicate())) {
            all.add(PluginHelper.getResourceLoader(context).resolveResource(PackedRoutes.engine(DELETE)));
        }
        if (texts.stream().noneMatch(HAS_STREAM.asPredicate())) {
            all.add(PluginHelper.getResourceLoader(context).resolveResource(PackedRoutes.engine(STREAM)));
        }
        for (int i = 0; i < files.size(); i++) {
            String text = texts.get(i);
            String named = nameConfigurations ? named(text) : text;
            all.add(
                    named.equals(text)
                            ? files.get(i)
                            : ResourceHelper.fromString(files.get(i).getLocation(), named));
        }
        return all;
    }

    private static Pattern idOf(String route) {
        return Pattern.compile("(?m)^ +id: " + route + "\\s*$");
    }

    private static String named(String text) {
        if (text.contains("routeConfigurationId:")) {
            return text;
        }
        String named = text;
        for (Map.Entry<Pattern, String> earlier : EARLIER.entrySet()) {
            named = earlier.getKey().matcher(named).replaceAll("$0\n$1routeConfigurationId: " + earlier.getValue());
        }
        return named;
    }
}
