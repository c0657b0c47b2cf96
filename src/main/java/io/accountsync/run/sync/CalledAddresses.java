package io.accountsync.run.sync;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.model.EnrichDefinition;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.KameletDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RecipientListDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RoutingSlipDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.model.language.ExpressionDefinition;

/** The addresses that the steps of a route call, as far as the route says them: with the parameters of its template in them. */
final class CalledAddresses {
    private static final String KAMELET = "kamelet:";

    /** Languages whose expressions are the address itself, or have it in them. */
    private static final Set<String> TEXTS = Set.of("constant", "simple");

    private static final String OPEN = "${row}";

    private final RouteDefinition route;

    private CalledAddresses(RouteDefinition route) {
        this.route = route;
    }

    /** Those of a route; parts that only a row says are in them as the route has them, such as {@code ${header.x}}. */
    static List<String> of(RouteDefinition route) {
        return new CalledAddresses(route).all();
    }

    private List<String> all() {
        List<String> found = new ArrayList<>();
        steps(ToDefinition.class).map(ToDefinition::getUri).forEach(found::add);
        steps(ToDynamicDefinition.class).map(ToDynamicDefinition::getUri).forEach(found::add);
        steps(KameletDefinition.class).map(step -> KAMELET + step.getName()).forEach(found::add);
        steps(EnrichDefinition.class).map(CalledAddresses::expression).forEach(found::add);
        steps(RecipientListDefinition.class)
                .flatMap(step -> split(expression(step), step.getDelimiter()))
                .forEach(found::add);
        steps(RoutingSlipDefinition.class)
                .flatMap(step -> split(expression(step), step.getUriDelimiter()))
                .forEach(found::add);
        return found.stream()
                .filter(Objects::nonNull)
                .map(uri -> TemplateValues.in(route, uri))
                .toList();
    }

    /** Whether only a row says where an address leads. */
    static boolean isOpen(String address) {
        return address.replaceFirst("(?s)\\?.*", "").contains("${");
    }

    private static String expression(ExpressionNode step) {
        ExpressionDefinition expression = step.getExpression();
        if (expression == null) {
            return null;
        }
        return TEXTS.contains(expression.getLanguage()) ? expression.getExpression() : OPEN;
    }

    private static Stream<String> split(String addresses, String delimiter) {
        return addresses == null
                ? Stream.empty()
                : Arrays.stream(addresses.split(delimiter == null ? "," : Pattern.quote(delimiter)))
                        .map(String::strip);
    }

    private <T> Stream<T> steps(Class<T> type) {
        return ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), type).stream();
    }
}
