package io.accountsync.localorg.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which resource answers which path below {@code /services/data/vXX.X}. Patterns are paths in which <code>{…}</code>
 * stands for any one segment; the first that fits wins.
 */
public final class Resources {

    /** Answers one kind of call; refuses it with a {@link RestException}. */
    @FunctionalInterface
    public interface Resource {
        RestAnswer answer(RestRequest request);
    }

    private record Entry(String method, String[] pattern, Resource resource) {

        boolean fits(List<String> path) {
            if (pattern.length != path.size()) {
                return false;
            }
            for (int i = 0; i < pattern.length; i++) {
                if (!pattern[i].startsWith("{") && !pattern[i].equalsIgnoreCase(path.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    private final List<Entry> entries = new ArrayList<>();

    /** @param pattern path below the version, such as <code>sobjects/{type}/{id}</code>; empty for the version itself */
    public Resources on(String method, String pattern, Resource resource) {
        entries.add(new Entry(method, pattern.isEmpty() ? new String[0] : pattern.split("/"), resource));
        return this;
    }

    /** Answers the call; 404 for a path that no resource has, 405 for a method that the path's resources lack. */
    public RestAnswer answer(RestRequest request) {
        if (request.method().equals("HEAD")) {
            RestAnswer full = answer(request, "GET");
            return new RestAnswer(full.status(), full.contentType(), full.headers(), new byte[0]);
        }
        return answer(request, request.method());
    }

    private RestAnswer answer(RestRequest request, String method) {
        boolean known = false;
        for (Entry entry : entries) {
            if (entry.fits(request.path())) {
                if (entry.method.equals(method)) {
                    return entry.resource.answer(request);
                }
                known = true;
            }
        }
        if (known) {
            throw RestException.methodNotAllowed(method, allowed(request.path()));
        }
        throw RestException.notFound();
    }

    private String allowed(List<String> path) {
        return String.join(
                ",",
                entries.stream()
                        .filter(entry -> entry.fits(path))
                        .flatMap(entry ->
                                entry.method.equals("GET") ? Stream.of("GET", "HEAD") : Stream.of(entry.method))
                        .distinct()
                        .toList());
    }
}
