package io.accountsync.run.sync;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.model.RouteDefinition;

/**
 * Texts of routes as they will be. Camel puts the parameters of a route template in only when it makes the route, which is
 * after we have looked at schedules, names and queries.
 */
final class TemplateValues {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??([\\w.-]+)(?::[^{}]*)?}}");

    private TemplateValues() {}

    /** A text of a route with the parameters of its template in it; as it is where it is of no template. */
    static String in(RouteDefinition route, String text) {
        Map<String, Object> parameters = route.getTemplateParameters();
        if (text == null || parameters == null) {
            return text;
        }
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(
                        parameters.containsKey(match.group(1))
                                ? String.valueOf(parameters.get(match.group(1)))
                                : match.group()));
    }
}
