package io.accountsync.run.sync;

import io.accountsync.config.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.model.RouteDefinition;

/** What was wrong with route files when they were read, and the routes that were left out for it. For one thread. */
public final class RouteMistakes {
    private final Set<Finding> findings = new LinkedHashSet<>();
    private final Map<String, Finding> leftOut = new LinkedHashMap<>();
    private final List<RouteDefinition> read = new ArrayList<>();

    /** Notes what must be fixed before anything can run. */
    public void add(Finding finding) {
        findings.add(finding);
    }

    /** Notes that a route was not made, and why. */
    public void leaveOut(String route, Finding finding) {
        leftOut.put(route, finding);
        findings.add(finding);
    }

    /** The same of a route of which is known what it would have done. */
    public void leaveOut(RouteDefinition route, Finding finding) {
        leaveOut(route.getRouteId(), finding);
        read.add(route);
    }

    /** Those that were left out, as far as it is known what they would have done. */
    List<RouteDefinition> leftOut() {
        return List.copyOf(read);
    }

    /** All of it, in the order of its finding. */
    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** Why there is no such route, where somebody wrote one. */
    Optional<Finding> reasonFor(String route) {
        return Optional.ofNullable(leftOut.get(route));
    }
}
