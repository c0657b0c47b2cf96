package io.accountsync.camel;

/** What becomes of mistakes in sync files; bound in the registry by whoever wants another than {@link #REFUSE}. */
public enum MistakePolicy {
    /** The context does not start. */
    REFUSE,
    /** It starts, so that a check can report them together with what else it finds; no sync can run. */
    REPORT
}
