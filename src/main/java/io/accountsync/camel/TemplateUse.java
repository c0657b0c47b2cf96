package io.accountsync.camel;

import io.accountsync.config.FileName;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.model.TemplatedRouteDefinition;
import org.apache.camel.spi.Resource;

/**
 * One {@code templatedRoute}, and the file that it is in. Camel knows no file where something is wrong with its route.
 *
 * @param route what Camel read; without a template where the text is not readable
 * @param file null for a route that a program adds
 */
record TemplateUse(TemplatedRouteDefinition route, TemplateText text, Resource file) {
    /** The id of the template. */
    String template() {
        return text.template();
    }

    /** File and route, for messages. */
    String place() {
        return nameOf(file) + ": templatedRoute of " + template();
    }

    static String nameOf(Resource file) {
        return file == null ? "a route file" : FileName.ofLocation(file.getLocation());
    }

    /** Whether a route has these parameters, which is what Camel knows of the two. */
    boolean gives(Map<String, Object> parameters) {
        return text.isReadable()
                && (route.getParameters() == null
                        || route.getParameters().stream()
                                .allMatch(parameter ->
                                        Objects.equals(parameter.getValue(), parameters.get(parameter.getName()))));
    }
}
