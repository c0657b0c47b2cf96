package io.accountsync.run.stream;

import io.accountsync.run.HeldBackException;

/**
 * Why a stream is paused.
 *
 * @param reason in sentences, with what a person can do
 * @param plan that a guard held back, until a person approves it; null where it is tried again by itself
 */
public record PausedStream(String reason, String plan) {
    /** By a plan that nobody has approved, whichever process made it. */
    static PausedStream by(HeldBackException held) {
        return new PausedStream(held.getMessage(), held.plan());
    }
}
