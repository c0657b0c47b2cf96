package io.accountsync.run.stream;

/**
 * Why a stream is paused.
 *
 * @param reason in sentences, with what a person can do
 * @param plan that a guard held back, until a person approves it; null where it is tried again by itself
 */
public record PausedStream(String reason, String plan) {}
