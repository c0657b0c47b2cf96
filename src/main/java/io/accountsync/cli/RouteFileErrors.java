package io.accountsync.cli;

import io.accountsync.camel.SyncTemplate;
import io.accountsync.config.Causes;
import io.accountsync.config.NearestNames;
import io.accountsync.config.Sentence;
import io.accountsync.mapping.BeanOptions;
import io.accountsync.mapping.FieldRule;
import io.accountsync.mapping.SyncDefinition;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Endpoint;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.util.ObjectHelper;
import org.apache.camel.util.StringHelper;

/** What Camel's errors about a route file mean: file, place and remedy. */
final class RouteFileErrors {
    private static final Pattern RESOURCE = Pattern.compile("(?:file|classpath):([^\\s,;]+\\.camel\\.yaml)");
    private static final Pattern MISSING_KEY = Pattern.compile("Property with key \\[([^]]+)]");

    /** A query in an endpoint's URI, with something other than a parameter behind its first question mark. */
    private static final Pattern QUESTION_MARK_IN_SQL = Pattern.compile("^sql:[^?]*\\?(?![A-Za-z.]+=)");

    /** Camel's words for properties of something that cannot have any. */
    private static final Pattern NESTED =
            Pattern.compile("Cannot find getter method: (.*) on bean: class ([\\w.$]+) when binding property");

    private static final Pattern BEAN =
            Pattern.compile("Error (?:creating bean|pre-parsing resource|parsing resource)");

    private static final Pattern YAML_PLACE =
            Pattern.compile("(?m)^\\s*in (?:file:|classpath:)?(\\S.*), line (\\d+), column");

    private static final Pattern UNKNOWN_FIELD = Pattern.compile("Unsupported field: (.*?)");

    private static final Pattern NO_TEMPLATE = Pattern.compile("Cannot find RouteTemplate with id (\\S+)");

    private static final Pattern NO_BEAN = Pattern.compile("No bean could be found in the registry for: (\\S+)");

    private RouteFileErrors() {}

    /** A sentence for whoever edited the file; null when the error is about something else. */
    static String explain(Throwable error) {
        PropertyBindingException binding = ObjectHelper.getException(PropertyBindingException.class, error);
        if (binding != null && String.valueOf(binding.getOptionPrefix()).startsWith("camel.")) {
            String prefix = binding.getOptionPrefix().replaceFirst("\\.$", "");
            return "configuration: " + prefix + "." + StringHelper.camelCaseToDash(binding.getOptionKey())
                    + " is not a key of Camel, or has a value that is not of its kind. Take it out, or look it up in Camel's "
                    + "documentation.";
        }
        FailedToCreateRouteException route = ObjectHelper.getException(FailedToCreateRouteException.class, error);
        if (binding != null && !(route != null && binding.getTarget() instanceof Endpoint)) {
            return explain(binding, fileIn(error));
        }
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            Matcher nested = NESTED.matcher(String.valueOf(cause.getMessage()));
            if (nested.find()) {
                return explainNested(nested.group(1), nested.group(2), fileIn(error));
            }
            String name = cause.getClass().getName();
            if (name.startsWith("org.snakeyaml.") || name.startsWith("org.apache.camel.dsl.yaml.common.exception.")) {
                return notYaml(String.valueOf(cause.getMessage()));
            }
            Matcher key = MISSING_KEY.matcher(String.valueOf(cause.getMessage()));
            if (key.find()) {
                return fileIn(error) + ": {{" + key.group(1)
                        + "}} is not set. Set it in application.properties or as an " + "environment variable.";
            }
            Matcher template = NO_TEMPLATE.matcher(String.valueOf(cause.getMessage()));
            if (template.find()) {
                return Sentence.closed("A route file uses the route template " + template.group(1)
                        + ", which no file has. Those of the jar are: " + String.join(", ", SyncTemplate.ids()));
            }
            if (cause instanceof ClassNotFoundException) {
                return Sentence.closed(fileIn(error) + ": there is no class " + Sentence.said(cause))
                        + " A sync's type is io.accountsync.mapping.SyncDefinition.";
            }
        }
        if (route != null) {
            return "The route " + route.getRouteId() + " cannot be made: " + ofRoute(route);
        }
        return ofStart(error).orElseGet(() -> explainBean(error));
    }

    /** Some endpoints are looked up only when their route is set up, which is a start for Camel. */
    private static Optional<String> ofStart(Throwable error) {
        FailedToStartRouteException start = ObjectHelper.getException(FailedToStartRouteException.class, error);
        return Optional.ofNullable(start)
                .filter(route -> ObjectHelper.getException(NoSuchEndpointException.class, route) != null
                        || ObjectHelper.getException(ResolveEndpointFailedException.class, route) != null)
                .map(route -> "The route " + route.getRouteId() + " cannot be made: " + ofRoute(route));
    }

    /** These messages show file, line and the place in it. */
    private static String notYaml(String message) {
        Matcher place = YAML_PLACE.matcher(message);
        if (!place.find()) {
            return Sentence.closed("A route file is not valid YAML for Camel: " + message);
        }
        String problem = message.lines().findFirst().orElse("").strip();
        Matcher field = UNKNOWN_FIELD.matcher(problem);
        return place.group(1) + ", line " + place.group(2) + ": is not valid YAML for Camel: "
                + (field.matches()
                        ? "it knows no " + field.group(1) + " there. Look at its spelling and indentation."
                        : Sentence.closed(problem));
    }

    private static String ofRoute(RuntimeException route) {
        ResolveEndpointFailedException endpoint =
                ObjectHelper.getException(ResolveEndpointFailedException.class, route);
        Matcher bean = NO_BEAN.matcher(String.valueOf(rootMessage(route)));
        if (bean.find()) {
            return "it names #" + bean.group(1)
                    + ", which there is not; the database of source.url is dataSource: \"#source\".";
        }
        Optional<String> component = MissingComponent.explain(route);
        if (component.isPresent()) {
            return Sentence.closed(component.get());
        }
        if (endpoint == null) {
            return Sentence.closed(rootMessage(route));
        }
        String uri = endpoint.getUri();
        if (QUESTION_MARK_IN_SQL.matcher(uri).find()) {
            return "its query holds a question mark, which ends a query for Camel. Write it without, as with "
                    + "strpos and substr for a regular expression, or put the query into a file: query: file:rows.sql.";
        }
        String[] parts = endpoint.getMessage().split(" due to: ", 2);
        return "its endpoint " + uri.replaceFirst(":.*", "") + " is not understood"
                + (parts.length == 2 ? ": " + Sentence.closed(parts[1]) : "; check its parameters.");
    }

    /** Whatever else keeps a bean of a route file from being made. */
    private static String explainBean(Throwable error) {
        return Causes.message(error, BEAN)
                .map(bean -> Sentence.closed(fileIn(error) + ": a bean cannot be made: " + rootMessage(error))
                        + Sentence.closed(" A sync's type is " + SyncDefinition.class.getName()))
                .orElse(null);
    }

    private static String explain(PropertyBindingException e, String file) {
        Object bean = e.getTarget();
        String property = e.getOptionKey() == null ? e.getPropertyName() : e.getOptionKey();
        if (bean == null) {
            return file + ": the property " + property + " cannot be set.";
        }
        Throwable cause = e.getCause();
        if (String.valueOf(rootMessage(e)).contains("required type: java.util.Map")) {
            return file + ": " + property + " must be a table of names and values, such as "
                    + (property.equals("translate") ? "{ tech: Technology }." : "{ Name: \"${body[name]}\" }.");
        }
        if (property.equals("reference") && bean instanceof FieldRule) {
            return file + ": reference must be a table of its own, such as reference: { object: User, by: Email }.";
        }
        if (cause != null && cause.getMessage() != null && cause instanceof IllegalArgumentException) {
            return file + ": " + property + ": " + Sentence.closed(cause.getMessage());
        }
        List<String> known = BeanOptions.of(bean.getClass());
        if (known.contains(property)) {
            return file + ": the property " + property + " cannot be set: " + Sentence.closed(rootMessage(e));
        }
        return file + ": unknown property " + property + " of a "
                + bean.getClass().getSimpleName() + "; did you mean " + NearestNames.one(property, known)
                + "? (There are: "
                + String.join(", ", known) + ".)";
    }

    private static String explainNested(String name, String type, String file) {
        if (type.startsWith("java.util.")) {
            return file + ": " + name + " has names and values of its own, where one value belongs.";
        }
        List<String> known = type.equals(FieldRule.class.getName())
                ? BeanOptions.of(FieldRule.class)
                : BeanOptions.of(SyncDefinition.class);
        String nearest = NearestNames.one(name, known);
        return file + ": unknown property " + name + "; did you mean "
                + (name.contains("[") || name.contains("]") ? nearest + "[NAME]" : nearest) + "? (There are: "
                + String.join(", ", known) + ".)";
    }

    private static String fileIn(Throwable error) {
        return Causes.message(error, RESOURCE).map(file -> file.group(1)).orElse("A route file");
    }

    private static String rootMessage(Throwable error) {
        return String.valueOf(Causes.root(error).getMessage())
                .lines()
                .findFirst()
                .orElse("");
    }
}
