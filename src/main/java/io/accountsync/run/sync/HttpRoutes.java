package io.accountsync.run.sync;

/** Bound in the registry of a process whose only port is for health and metrics: there routes cannot take rows by {@code platform-http}. */
public enum HttpRoutes {
    /** Nobody reaches them. */
    UNREACHABLE
}
