package io.accountsync.camel;

import org.apache.camel.CamelContext;

/** What becomes of mistakes in sync files; bound in the registry by whoever wants another than {@link #REFUSE}. */
public enum MistakePolicy {
    /** The context does not start. */
    REFUSE,
    /** It starts, so that a check can report them together with what else it finds; no sync can run. */
    REPORT;

    /** That of a context. */
    static MistakePolicy of(CamelContext context) {
        MistakePolicy bound = context.getRegistry().findSingleByType(MistakePolicy.class);
        return bound == null ? REFUSE : bound;
    }
}
