package io.accountsync.console;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What there is at which path, and who may ask for it. */
final class Endpoints {
    /** Who may ask. */
    enum For {
        /** Everybody who reaches the port: counts, codes and times. */
        ALL,
        /** The page that signed in, by its cookie and its CSRF token: reasons, contents and actions. */
        SIGNED_IN
    }

    /** What answers a request. */
    @FunctionalInterface
    interface Handler {
        Answer answer(Asked asked);
    }

    /**
     * One of them.
     *
     * @param isPost whether it takes POST, else GET and HEAD
     */
    record Endpoint(boolean isPost, For who, Handler handler) {}

    private final Map<String, Endpoint> byPath = new TreeMap<>();

    Endpoints(ConsoleProcess process, ConsoleState state, RecentReports reports, SignIn signIn) {
        RunsView runs = new RunsView(process, state, reports);
        RejectedView rejected = new RejectedView(process, state);
        StateActions actions = new StateActions(process, state);
        get("/api/overview", For.ALL, new OverviewView(process, state)::show);
        get("/api/runs", For.ALL, runs::list);
        get("/api/run", For.ALL, runs::one);
        get("/api/mapping", For.SIGNED_IN, new MappingView(process)::show);
        get("/api/audit", For.SIGNED_IN, new AuditView(state)::show);
        get("/api/session", For.ALL, signIn::show);
        // What is searched for stays out of addresses, which proxies and browsers keep.
        post("/api/rejected", For.SIGNED_IN, rejected::list);
        post("/api/deletions", For.SIGNED_IN, rejected::deletions);
        post("/api/record", For.SIGNED_IN, rejected::record);
        post("/api/session", For.ALL, signIn::begin);
        post("/api/session/end", For.SIGNED_IN, signIn::end);
        post("/api/actions/retry", For.SIGNED_IN, actions::retry);
        post("/api/actions/approve", For.SIGNED_IN, actions::approve);
        post("/api/actions/run", For.SIGNED_IN, new RunAction(process, state)::start);
    }

    private void get(String path, For who, Handler handler) {
        byPath.put("GET " + path, new Endpoint(false, who, handler));
    }

    private void post(String path, For who, Handler handler) {
        byPath.put("POST " + path, new Endpoint(true, who, handler));
    }

    /** @param method HEAD counts as GET */
    Optional<Endpoint> find(String method, String path) {
        return Optional.ofNullable(byPath.get((method.equals("HEAD") ? "GET" : method) + " " + path));
    }

    /** Whether there is something at a path, for another method perhaps. */
    boolean knows(String path) {
        return byPath.containsKey("GET " + path) || byPath.containsKey("POST " + path);
    }
}
