package io.accountsync.run.sync;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;

/**
 * What was found out about the routes of a context, so that not every run looks through all of them. It is kept while the context has
 * the same definitions: a reload puts other ones in the place of the old, and the texts of one, keys and parameters of templates in
 * them, are what Camel made its route of. Before the context has started nothing is kept, since until then queries and names are put
 * into the definitions.
 */
public final class KnownRoutes {
    private final List<RouteDefinition> definitions;
    private final Map<Object, Object> answers = new ConcurrentHashMap<>();

    private KnownRoutes(List<RouteDefinition> definitions) {
        this.definitions = definitions;
    }

    /**
     * The answer to a question about the routes, found out anew only where they are not those of before.
     *
     * @param question the same one has the same answer of the same type
     * @param answer finds it out, and is not null
     */
    @SuppressWarnings("unchecked")
    public static <T> T ask(ModelCamelContext context, Object question, Supplier<T> answer) {
        if (!context.isStarted()) {
            return answer.get();
        }
        KnownRoutes known = of(context);
        Object found = known.answers.get(question);
        if (found == null) {
            found = answer.get();
            known.answers.put(question, found);
        }
        return (T) found;
    }

    private static KnownRoutes of(ModelCamelContext context) {
        ExtendedCamelContext extension = context.getCamelContextExtension();
        KnownRoutes known = extension.getContextPlugin(KnownRoutes.class);
        List<RouteDefinition> now = List.copyOf(context.getRouteDefinitions());
        if (known == null || !known.definitions.equals(now)) {
            known = new KnownRoutes(now);
            extension.addContextPlugin(KnownRoutes.class, known);
        }
        return known;
    }
}
